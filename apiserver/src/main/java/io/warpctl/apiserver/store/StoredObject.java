package io.warpctl.apiserver.store;

/**
 * One committed version of an object.
 *
 * @param key where it lives
 * @param version the resourceVersion that wrote it
 * @param body its JSON, with that resourceVersion in it; not to be changed
 */
public record StoredObject(StoreKey key, long version, byte[] body) {}
