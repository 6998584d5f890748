/** Where a node's reports go, and how often. */
package io.warpctl.node.report;
