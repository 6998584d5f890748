/** The parts of a WarpBlock. */
package io.warpctl.crds.block;
