/**
 * How a node brings a host from what is observed to what is planned: {@link io.warpctl.core.converge.Converge} is a pure
 * function of plan, observation, memory and time; the node executes its actions and calls it again.
 */
package io.warpctl.core.converge;
