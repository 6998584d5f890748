package io.warpctl.e2e.rig;

import io.warpctl.examples.hello.image.DockerEndpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The Docker daemon that scenarios on this machine use: the one that runs, else one of the tests' own. */
public final class DockerHost implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "dockerd");
    private static DockerHost shared;

    private final DockerEndpoint endpoint;
    private final Optional<Dockerd> own;

    private DockerHost(DockerEndpoint endpoint, Optional<Dockerd> own) {
        this.endpoint = endpoint;
        this.own = own;
    }

    /**
     * The daemon that all scenarios of this run share; if it had to be started, it ends with this process.
     *
     * @throws IllegalStateException with the fix, if there is none and none can be started
     */
    public static synchronized DockerHost shared() {
        if (shared == null) {
            shared = ensure(System.getenv(), new DockerEndpoint(Path.of("/var/run/docker.sock")), FOLDER);
            AtExit.close(shared);
        }
        return shared;
    }

    static DockerHost ensure(Map<String, String> environment, DockerEndpoint usual, Path folder) {
        boolean named = !environment.getOrDefault("DOCKER_HOST", "").isBlank();
        var endpoint = named ? DockerEndpoint.from(environment) : usual;
        var failure = DockerEngine.failure(endpoint);
        if (failure.isEmpty()) {
            return new DockerHost(endpoint, Optional.empty());
        }
        if (named) {
            throw new IllegalStateException("no Docker daemon answers at DOCKER_HOST=" + endpoint.uri() + " ("
                    + failure.get() + "): start it, or unset DOCKER_HOST");
        }
        var own = Dockerd.start(folder);
        return new DockerHost(own.endpoint(), Optional.of(own));
    }

    /** Where it listens. */
    public DockerEndpoint endpoint() {
        return endpoint;
    }

    /** Whether it was started here and ends with {@link #close}. */
    public boolean started() {
        return own.isPresent();
    }

    /** Stops the daemon if it was started here, and removes all it made; does nothing to one that ran before. */
    @Override
    public void close() {
        own.ifPresent(Dockerd::close);
    }
}
