package io.warpctl.core.plan;

import java.util.Objects;

/**
 * Names one service: {@code namespace} of its resource, the environment it belongs to, its own name.
 *
 * @param namespace Kubernetes namespace of the WarpService
 * @param environment name of the WarpEnvironment
 * @param service name of the WarpService
 */
public record ServiceRef(String namespace, String environment, String service) implements Comparable<ServiceRef> {
    public ServiceRef {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(service, "service");
    }

    /** The block of this service with the given name. */
    public BlockRef block(String name) {
        return new BlockRef(this, name);
    }

    @Override
    public int compareTo(ServiceRef other) {
        return toString().compareTo(other.toString());
    }

    /** {@code namespace/environment/service}; slashes are in none of the names, so two services never share a text. */
    @Override
    public String toString() {
        return namespace + "/" + environment + "/" + service;
    }
}
