/** How the operator writes: replaced with resourceVersion, and only what differs. */
package io.warpctl.operator.write;
