/** The parts of a WarpRelease. */
package io.warpctl.crds.release;
