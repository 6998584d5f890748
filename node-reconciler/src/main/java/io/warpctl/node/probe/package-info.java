/** Asks containers whether they are ready: each at its own address, and through each balancer. */
package io.warpctl.node.probe;
