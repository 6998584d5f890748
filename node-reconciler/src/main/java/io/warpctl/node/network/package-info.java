/** The host's network interfaces, and the routing tables that make replies leave where requests came in. */
package io.warpctl.node.network;
