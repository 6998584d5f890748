/** What a node keeps on disk: what a host starts from when there is no control plane. */
package io.warpctl.node.state;
