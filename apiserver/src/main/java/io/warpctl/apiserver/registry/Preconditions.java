package io.warpctl.apiserver.registry;

import java.util.Optional;

/** What must hold of an object that is to be deleted. */
public record Preconditions(Optional<String> uid, Optional<String> resourceVersion) {

    /** Nothing must. */
    public static final Preconditions NONE = new Preconditions(Optional.empty(), Optional.empty());
}
