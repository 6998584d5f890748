/**
 * The node-reconciler: keeps one host as its plan says. Each round gathers what is, lets
 * {@link io.warpctl.core.converge.Converge} decide, and carries the decision out; whatever wakes it only brings the next round
 * forward.
 */
package io.warpctl.node;
