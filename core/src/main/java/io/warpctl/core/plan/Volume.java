package io.warpctl.core.plan;

import java.util.Objects;

/**
 * A named Docker volume of the service, shared by its containers on a host.
 *
 * @param name name within the service
 * @param path mount point inside the container
 */
public record Volume(String name, String path) {
    public Volume {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
    }
}
