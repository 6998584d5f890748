/**
 * Kubernetes objects as JSON values: errors, selectors, metadata rules, patches, field ownership and tables.
 *
 * <p>Everything here is a pure function of its arguments: no input or output, no clock, no randomness. Objects are
 * Jackson trees; a method changes its argument only where its name or Javadoc says so.
 */
package io.warpctl.apiserver.object;
