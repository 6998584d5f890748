/** Where plans come from, and which of them this node takes. */
package io.warpctl.node.plan;
