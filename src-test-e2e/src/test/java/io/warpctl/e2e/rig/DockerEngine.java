package io.warpctl.e2e.rig;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.warpctl.examples.hello.image.DockerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the rig asks of a Docker daemon. */
public final class DockerEngine implements AutoCloseable {
    private final DockerClient client;

    private DockerEngine(DockerClient client) {
        this.client = client;
    }

    /** Connects when first used. */
    public static DockerEngine at(DockerEndpoint endpoint) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint.uri())
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .connectionTimeout(Duration.ofSeconds(10))
                .responseTimeout(Duration.ofMinutes(1))
                .build();
        return new DockerEngine(DockerClientImpl.getInstance(config, http));
    }

    /** Why no daemon answers there; empty when one does. */
    static Optional<String> failure(DockerEndpoint endpoint) {
        try (var engine = at(endpoint)) {
            engine.client.pingCmd().exec();
            return Optional.empty();
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Optional.of(String.valueOf(root.getMessage()));
        }
    }

    /** The library's client, for everything else. */
    public DockerClient client() {
        return client;
    }

    /** Everything the daemon holds, one line each: containers, networks, volumes and images. */
    TreeSet<String> inventory() {
        var lines = new TreeSet<String>();
        client.listContainersCmd()
                .withShowAll(true)
                .exec()
                .forEach(container -> lines.add("container "
                        + String.join(" ", container.getNames()) + " "
                        + container.getId().substring(0, 12) + " of "
                        + container.getImage()));
        client.listNetworksCmd().exec().forEach(network -> lines.add("network " + network.getName()));
        client.listVolumesCmd().exec().getVolumes().forEach(volume -> lines.add("volume " + volume.getName()));
        client.listImagesCmd()
                .exec()
                .forEach(
                        image -> names(image.getRepoTags(), image.getId()).forEach(name -> lines.add("image " + name)));
        return lines;
    }

    /** Names of the containers with a label, whatever their state. */
    public List<String> containers(String label, String value) {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(label, value)).exec().stream()
                .map(container -> container.getNames()[0].substring(1))
                .sorted()
                .toList();
    }

    /** Ends and removes what a scenario left, if it left anything: containers with a label, and a network. */
    public void remove(String label, String value, String network) {
        containers(label, value)
                .forEach(name -> client.removeContainerCmd(name).withForce(true).exec());
        client.listNetworksCmd().withNameFilter(network).exec().stream()
                .filter(found -> found.getName().equals(network))
                .forEach(found -> client.removeNetworkCmd(found.getId()).exec());
    }

    /** Ends and removes every container. */
    void removeContainers() {
        for (var container : client.listContainersCmd().withShowAll(true).exec()) {
            client.removeContainerCmd(container.getId()).withForce(true).exec();
        }
    }

    private static Stream<String> names(String[] tags, String id) {
        List<String> names = tags == null ? List.of() : Arrays.asList(tags);
        return names.isEmpty() ? Stream.of(id) : names.stream();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a client of Docker", e);
        }
    }
}
