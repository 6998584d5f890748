/** The custom resources of Warp, and the definitions to install them. */
package io.warpctl.crds;
