/** What one host should run: the node-reconciler's only input, written by the operator or by hand. */
package io.warpctl.core.plan;
