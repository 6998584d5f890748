/** Parts that several of the custom resources have. */
package io.warpctl.crds.common;
