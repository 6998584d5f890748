package io.warpctl.apiserver.store;

import java.util.Optional;

/**
 * Which objects of a type to list, in order of namespace, then name.
 *
 * @param resource the type, as in {@link StoreKey}
 * @param namespace only this namespace
 * @param after start behind this object; its resource is not looked at
 * @param limit at most this many; 0 is no limit
 * @param version the state at exactly this version; the newest if empty
 */
public record ListRange(
        String resource, Optional<String> namespace, Optional<StoreKey> after, int limit, Optional<Long> version) {

    /** Everything of a type, in all namespaces, now. */
    public static ListRange all(String resource) {
        return new ListRange(resource, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    /** Everything of a type in one namespace, now. */
    public static ListRange in(String resource, String namespace) {
        return new ListRange(resource, Optional.of(namespace), Optional.empty(), 0, Optional.empty());
    }
}
