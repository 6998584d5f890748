package io.warpctl.core.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a container of one release is made of; whatever differs here needs another container.
 *
 * @param image the reference as written, such as {@code hello:1.1.0}; only ever resolved, never started
 * @param imageId what the reference was resolved to: {@code sha256:…} (an image ID) or {@code repo@sha256:…}; empty when the node is to resolve it
 * @param version what the container must report
 * @param configVersion the config version it must report; empty when there is none
 * @param command overrides the image's command when not empty
 * @param env environment variables
 * @param ports the ports it listens on
 * @param volumes named volumes
 * @param user {@code uid[:gid]}; empty for the image's own
 * @param memoryBytes memory limit; 0 for none
 * @param milliCpus processor limit in thousandths; 0 for none
 */
public record ReleaseTemplate(
        String image,
        Optional<String> imageId,
        String version,
        String configVersion,
        List<String> command,
        Map<String, String> env,
        List<Port> ports,
        List<Volume> volumes,
        String user,
        long memoryBytes,
        long milliCpus) {
    public ReleaseTemplate {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(version, "version");
        imageId = imageId == null ? Optional.empty() : imageId;
        configVersion = configVersion == null ? "" : configVersion;
        command = command == null ? List.of() : List.copyOf(command);
        env = env == null ? Map.of() : Map.copyOf(env);
        ports = ports == null ? List.of() : List.copyOf(ports);
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        user = user == null ? "" : user;
    }

    /** The port requests are sent to: the first HTTP one; empty for a worker. */
    public Optional<Port> httpPort() {
        return ports.stream()
                .filter(port -> port.protocol() == Port.Protocol.HTTP)
                .findFirst();
    }

    /** This template with the reference resolved to {@code id}. */
    public ReleaseTemplate withImageId(String id) {
        return new ReleaseTemplate(
                image,
                Optional.of(id),
                version,
                configVersion,
                command,
                env,
                ports,
                volumes,
                user,
                memoryBytes,
                milliCpus);
    }
}
