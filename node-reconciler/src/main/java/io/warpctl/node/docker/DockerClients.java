package io.warpctl.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/**
 * The clients of one Docker: one whose calls end in bounded time, one for streams and pulls that last. Both are pinned to the
 * lower of our API version and the daemon's; after a failure the version is asked again, as the daemon may be another one.
 */
final class DockerClients implements AutoCloseable {
    private static final RemoteApiVersion OURS = RemoteApiVersion.VERSION_1_44;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 100;

    private final URI host;
    private DockerClient calls;
    private DockerClient streams;
    private RemoteApiVersion version = RemoteApiVersion.UNKNOWN_VERSION;
    private boolean asked;

    DockerClients(URI host) {
        this.host = host;
    }

    /** For calls that answer at once; those that do not fail after half a minute. */
    synchronized DockerClient calls() {
        pin();
        return calls;
    }

    /** For streams and pulls: waits without end. */
    synchronized DockerClient streams() {
        pin();
        return streams;
    }

    /** For one call that answers within {@code longest}; to be closed. */
    DockerClient patient(Duration longest) {
        synchronized (this) {
            pin();
        }
        return client(version, longest.plus(ANSWER));
    }

    /** The next call asks for the daemon's version again. */
    synchronized void forgetVersion() {
        asked = false;
    }

    @Override
    public synchronized void close() {
        close(calls);
        close(streams);
        calls = null;
        streams = null;
    }

    private void pin() {
        if (asked) {
            return;
        }
        RemoteApiVersion agreed = agreedVersion();
        asked = true;
        if (agreed.equals(version)) {
            return;
        }
        close(calls);
        close(streams);
        calls = client(agreed, ANSWER);
        streams = client(agreed, Duration.ZERO);
        version = agreed;
    }

    private RemoteApiVersion agreedVersion() {
        try (DockerClient unversioned = client(RemoteApiVersion.UNKNOWN_VERSION, ANSWER)) {
            RemoteApiVersion theirs =
                    RemoteApiVersion.parseConfig(unversioned.versionCmd().exec().getApiVersion());
            return theirs.isGreater(OURS) ? OURS : theirs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DockerClient client(RemoteApiVersion apiVersion, Duration answer) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .withApiVersion(apiVersion)
                .build();
        var transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(host)
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT);
        if (!answer.isZero()) {
            transport.responseTimeout(answer);
        }
        return DockerClientImpl.getInstance(config, transport.build());
    }

    private static void close(DockerClient client) {
        if (client == null) {
            return;
        }
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
