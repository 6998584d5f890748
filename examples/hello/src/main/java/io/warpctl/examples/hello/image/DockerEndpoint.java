package io.warpctl.examples.hello.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A Docker daemon's unix socket. */
public record DockerEndpoint(Path socket) {
    private static final String UNIX = "unix://";

    public DockerEndpoint {
        Objects.requireNonNull(socket, "socket");
    }

    /**
     * The daemon that {@code DOCKER_HOST} names, else the usual one.
     *
     * @throws IllegalArgumentException if {@code DOCKER_HOST} is no unix socket
     */
    public static DockerEndpoint from(Map<String, String> environment) {
        var host = environment.getOrDefault("DOCKER_HOST", "");
        if (host.isEmpty()) {
            return new DockerEndpoint(Path.of("/var/run/docker.sock"));
        }
        if (!host.startsWith(UNIX)) {
            throw new IllegalArgumentException("DOCKER_HOST: " + host + ", must be a unix socket (unix:///path)");
        }
        return new DockerEndpoint(Path.of(host.substring(UNIX.length())));
    }

    /** The same, as {@code DOCKER_HOST} has it. */
    public String uri() {
        return UNIX + socket;
    }
}
