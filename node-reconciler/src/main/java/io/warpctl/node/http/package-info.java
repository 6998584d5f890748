/** As much of HTTP/1.1's client side as probes and the balancers' control sockets need. */
package io.warpctl.node.http;
