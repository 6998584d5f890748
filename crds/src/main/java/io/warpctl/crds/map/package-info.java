/** Turns the parts of the custom resources into the records of core, and back, without loss. */
package io.warpctl.crds.map;
