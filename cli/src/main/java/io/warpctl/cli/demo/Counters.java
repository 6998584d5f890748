package io.warpctl.cli.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** Completes a switch with what Docker and the balancer know of the old container. */
final class Counters {
    private static final int SHORT_ID = 12;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final DockerClient docker;
    private final Path balancerSocket;

    Counters(DockerClient docker, Path balancerSocket) {
        this.docker = docker;
        this.balancerSocket = balancerSocket;
    }

    Switch complete(Switch seen) {
        return seen.counted(shortId(seen.from()), lastSelected(seen.from()));
    }

    /** Its host name, by which it calls itself. */
    private String shortId(String container) {
        try {
            return docker.inspectContainerCmd(container).exec().getId().substring(0, SHORT_ID);
        } catch (NotFoundException e) {
            return "";
        }
    }

    private OptionalLong lastSelected(String container) {
        try (UnixHttp control = new UnixHttp(balancerSocket, Duration.ofSeconds(2))) {
            byte[] body = control.send("GET", "/stats", new byte[0]).body();
            return JSON.readValue(body, BalancerStats.class).endpoints().stream()
                    .filter(endpoint -> endpoint.endpoint().equals(container))
                    .mapToLong(EndpointStats::lastSelectedMillis)
                    .max();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
