/** Turns what the caches hold into what core decides on. Pure: everything follows from one {@link io.warpctl.operator.gather.Snapshot}. */
package io.warpctl.operator.gather;
