package io.warpctl.apiserver.store;

/**
 * One committed change, as watches need it.
 *
 * @param kind what happened
 * @param key the object it happened to
 * @param version the resourceVersion of the change
 * @param body the object after the change; for a deletion its last state at {@code version}
 * @param previous the object before the change; empty for a creation
 */
public record Change(Kind kind, StoreKey key, long version, byte[] body, byte[] previous) {

    /** What happened to the object. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
