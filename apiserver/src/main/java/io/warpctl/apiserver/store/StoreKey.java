package io.warpctl.apiserver.store;

/**
 * Where an object lives.
 *
 * @param resource plural and group joined by a dot, as in {@code widgets.demo.example.com}; the bare plural for the core group
 * @param namespace empty for cluster-scoped objects
 * @param name the object's name
 */
public record StoreKey(String resource, String namespace, String name) {}
