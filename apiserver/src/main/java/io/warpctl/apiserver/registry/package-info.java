/**
 * The types this server knows and what can be done with their objects, whatever the type: reading, writing with preconditions
 * and field ownership, deleting with finalizers. What is particular to one type is in its {@link
 * io.warpctl.apiserver.registry.Strategy}.
 */
package io.warpctl.apiserver.registry;
