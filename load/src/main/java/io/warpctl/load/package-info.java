/**
 * An open-loop load generator: requests start at their slots whatever the answers do, nothing is retried, and every
 * failed request is counted by its kind.
 */
package io.warpctl.load;
