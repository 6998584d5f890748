/** Docker as the node sees it: our containers, the services network, images. */
package io.warpctl.node.docker;
