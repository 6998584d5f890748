package io.warpctl.core.rollout;

import io.warpctl.core.plan.ReleaseTemplate;
import java.util.Objects;

/**
 * One immutable state of a service that containers can be started from.
 *
 * @param name {@code <service>-<revision>}
 * @param revision counts the releases of the service, from 1
 * @param hash hash of the template, image ID included
 * @param template what a container is made of, image ID included
 */
public record Release(String name, long revision, String hash, ReleaseTemplate template) {
    public Release {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(template, "template");
        if (template.imageId().isEmpty()) {
            throw new IllegalArgumentException("release " + name + " has no image ID");
        }
    }

    /** The release of the given revision; its hash follows from the template. */
    public static Release of(String service, long revision, ReleaseTemplate template) {
        return new Release(service + "-" + revision, revision, ReleaseHash.of(template), template);
    }

    /** What its image was resolved to. */
    public String imageId() {
        return template.imageId().orElseThrow();
    }
}
