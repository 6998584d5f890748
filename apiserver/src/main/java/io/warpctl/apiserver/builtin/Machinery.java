package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.registry.Change;
import io.warpctl.apiserver.registry.Clock;
import io.warpctl.apiserver.registry.Deleter;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.registry.Updater;
import io.warpctl.apiserver.registry.WriteOptions;

/** What controllers work with. */
public record Machinery(Resources resources, Objects objects, Updater updater, Deleter deleter, Clock clock) {

    /** The field manager of what the server itself writes. */
    public static final String MANAGER = "warp-apiserver";

    /** Changes an object that must be there; returns when that is on disk. */
    Served update(
            Resource resource,
            String namespace,
            String name,
            WriteOptions options,
            Updater.Ownership ownership,
            Change change) {
        return Later.await(updater.update(resource, namespace, name, options, ownership, change));
    }

    /** Options of the server's own writes. */
    static WriteOptions options(String subresource) {
        return new WriteOptions(false, MANAGER, subresource);
    }
}
