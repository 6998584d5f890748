package io.warpctl.crds.common;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.schema.Patterns;

/**
 * A named Docker volume of the service, shared by its containers on a host.
 *
 * @param name name within the service
 * @param path mount point inside the container
 */
public record VolumeSpec(
        @Required @Size(min = 1, max = 63) @Pattern(Patterns.LABEL)
        String name,

        @Required @Size(min = 1, max = 1024) @Pattern(Patterns.MOUNT)
        String path) {}
