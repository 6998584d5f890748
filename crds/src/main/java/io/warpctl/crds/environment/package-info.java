/** The parts of a WarpEnvironment. */
package io.warpctl.crds.environment;
