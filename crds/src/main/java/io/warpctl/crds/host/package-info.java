/** The parts of a WarpHost. */
package io.warpctl.crds.host;
