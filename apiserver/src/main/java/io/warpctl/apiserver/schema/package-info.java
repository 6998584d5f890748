/**
 * Custom resource definitions: which are valid, and what one version of one defaults, prunes and refuses.
 *
 * <p>Pure like {@link io.warpctl.apiserver.object}: no input or output, no clock.
 */
package io.warpctl.apiserver.schema;
