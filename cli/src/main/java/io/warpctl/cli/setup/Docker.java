package io.warpctl.cli.setup;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Clients of a Docker daemon. */
public final class Docker {
    /** Where Debian's daemon listens. */
    public static final String USUAL_HOST = "unix:///var/run/docker.sock";

    private Docker() {}

    /** The daemon that {@code DOCKER_HOST} names, else the usual one. */
    public static String host(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("DOCKER_HOST"))
                .filter(host -> !host.isBlank())
                .orElse(USUAL_HOST);
    }

    /** A client for calls that answer within a minute. */
    public static DockerClient connect(String host) {
        return connect(host, Duration.ofMinutes(1));
    }

    /** A client for answers that have no end, such as followed logs. */
    public static DockerClient connectForStreams(String host) {
        return connect(host, Duration.ZERO);
    }

    /** Whether a daemon answers there. */
    public static boolean answers(String host) {
        return failure(host).isEmpty();
    }

    /** Why no daemon answers there; empty when one does. */
    public static Optional<String> failure(String host) {
        try (DockerClient client = connect(host, Duration.ofSeconds(10))) {
            client.pingCmd().exec();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(rootMessage(e));
        }
    }

    private static DockerClient connect(String host, Duration responseTimeout) {
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host)
                .build();
        ZerodepDockerHttpClient.Builder http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(Duration.ofSeconds(10));
        if (!responseTimeout.isZero()) {
            http.responseTimeout(responseTimeout);
        }
        return DockerClientImpl.getInstance(config, http.build());
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
