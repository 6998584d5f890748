/** The balancers of this host: processes of their own, controlled over their sockets. */
package io.warpctl.node.lb;
