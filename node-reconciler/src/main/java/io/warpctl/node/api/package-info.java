/** The node's side of the Kubernetes API: its plan in, its report, its host's facts and its Lease out. */
package io.warpctl.node.api;
