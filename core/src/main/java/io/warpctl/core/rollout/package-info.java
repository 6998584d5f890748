/**
 * The operator's decision for one service: {@link io.warpctl.core.rollout.Rollout} chooses which release each block runs, in
 * order, and takes a release back that is at fault. Hosts perform the change.
 */
package io.warpctl.core.rollout;
