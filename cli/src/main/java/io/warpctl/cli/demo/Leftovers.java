package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.warpctl.cli.setup.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What outlives the demo's processes by design: balancers, containers, their network. Also of a demo that was killed. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path folder;
    private final DockerClient docker;
    private final String network;

    Leftovers(Path folder, DockerClient docker, String network) {
        this.folder = folder;
        this.docker = docker;
        this.network = network;
    }

    /** Notes whose containers they are, for this demo's end and for the next one if this one is killed. */
    void remember(String clusterUid) {
        try {
            Files.writeString(uidFile(), clusterUid);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + uidFile(), e);
        }
    }

    /** Removes everything. */
    void remove() {
        // Servers and nodes first: they would put back what is taken away.
        Processes.matching(line -> line.contains(folder.toString()) && line.contains("warpctl") && !isBalancer(line))
                .forEach(process -> Processes.stop(process, PATIENCE));
        Processes.matching(line -> line.contains(folder.toString()) && isBalancer(line))
                .forEach(process -> Processes.stop(process, PATIENCE));
        Optional<String> uid = clusterUid();
        if (uid.isPresent()) {
            for (Container container : Containers.ofCluster(docker, Manifests.HOST, uid.get())) {
                removeContainer(container.getId());
            }
            removeNetwork();
        }
    }

    private static boolean isBalancer(String commandLine) {
        return commandLine.contains(" lb --name ");
    }

    private void removeContainer(String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // The node's last act was to remove it.
            return;
        }
    }

    private void removeNetwork() {
        try {
            docker.removeNetworkCmd(network).exec();
        } catch (NotFoundException e) {
            // No container was ever started.
            return;
        }
    }

    private Optional<String> clusterUid() {
        try {
            return Files.exists(uidFile())
                    ? Optional.of(Files.readString(uidFile()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + uidFile(), e);
        }
    }

    private Path uidFile() {
        return folder.resolve("cluster-uid");
    }
}
