package io.warpctl.apiserver.store;

/**
 * A conditional write.
 *
 * @param kind what to do
 * @param key the object
 * @param expected the version the object must have at commit; ignored for {@link Kind#CREATE}
 * @param draft the new body; for a deletion the last state watchers are shown
 * @param previous the body of the version {@code expected}, for watchers; empty for a creation
 */
public record Write(Kind kind, StoreKey key, long expected, Draft draft, byte[] previous) {

    /** What a write does. */
    public enum Kind {
        CREATE,
        REPLACE,
        DELETE
    }

    /** A write that succeeds only if nothing is there. */
    public static Write create(StoreKey key, Draft draft) {
        return new Write(Kind.CREATE, key, 0, draft, new byte[0]);
    }

    /** A write that succeeds only if {@code current} is still the newest version. */
    public static Write replace(StoredObject current, Draft draft) {
        return new Write(Kind.REPLACE, current.key(), current.version(), draft, current.body());
    }

    /** A deletion that succeeds only if {@code current} is still the newest version. */
    public static Write delete(StoredObject current, Draft lastState) {
        return new Write(Kind.DELETE, current.key(), current.version(), lastState, current.body());
    }
}
