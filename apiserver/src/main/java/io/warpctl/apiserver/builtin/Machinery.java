package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.registry.Clock;
import io.warpctl.apiserver.registry.Deleter;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resources;
import io.warpctl.apiserver.registry.Updater;
import io.warpctl.apiserver.registry.WriteOptions;

/** What controllers work with. */
public record Machinery(Resources resources, Objects objects, Updater updater, Deleter deleter, Clock clock) {

    /** The field manager of what the server itself writes. */
    public static final String MANAGER = "warp-apiserver";

    /** Options of the server's own writes. */
    static WriteOptions options(String subresource) {
        return new WriteOptions(false, MANAGER, subresource);
    }
}
