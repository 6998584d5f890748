/** Gives out numbers from pools, so that what was given once stays given. */
package io.warpctl.core.allocate;
