package io.warpctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Volume;
import io.warpctl.core.report.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of the node's Docker adapter, and what only a real daemon shows. */
class DockerHostTest extends DockerContract {
    @RegisterExtension
    static final ContractImage IMAGE = new ContractImage();

    private static final URI DAEMON = URI.create(ContractImage.daemon().uri());

    private final DockerClients clients = new DockerClients(DAEMON);

    @BeforeEach
    void open() {
        docker = DockerHost.at(DAEMON);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @AfterAll
    static void removeNetwork() {
        try (DockerClients clients = new DockerClients(DAEMON)) {
            clients.calls().removeNetworkCmd(NETWORK.name()).exec();
        }
    }

    @Override
    String reference() {
        return IMAGE.reference();
    }

    @Override
    String imageId() {
        return IMAGE.id();
    }

    @Test
    void leavesRestartsAndRoutingToTheNode() {
        ContainerSpec usual = spec(Map.of());
        docker.run(new ContainerSpec(
                usual.name(),
                usual.imageId(),
                List.of(),
                usual.env(),
                usual.labels(),
                NETWORK,
                usual.address(),
                usual.hosts(),
                List.of(new Volume("warp-node-contract-volume", "/data")),
                "1000:1000",
                64L << 20,
                500));
        try {
            HostConfig config =
                    clients.calls().inspectContainerCmd(usual.name()).exec().getHostConfig();
            assertThat(config.getRestartPolicy().getName()).isIn("", "no");
            assertThat(config.getPortBindings()).isNull();
            assertThat(config.getExtraHosts())
                    .containsExactly("env-other.example.com:172.31.250.1", "env-svc.example.com:172.31.250.1");
            assertThat(config.getLogConfig().getType()).isEqualTo(LogConfig.LoggingType.LOCAL);
            assertThat(config.getLogConfig().getConfig())
                    .containsEntry("max-size", "10m")
                    .containsEntry("max-file", "3");
            assertThat(config.getInit()).isTrue();
            assertThat(config.getMemory()).isEqualTo(64L << 20);
            assertThat(config.getNanoCPUs()).isEqualTo(500_000_000L);
            assertThat(config.getUlimits()[0].getHardLong()).isEqualTo(OpenFiles.limit());
            assertThat(docker.mainPid(usual.name())).isEmpty();
            onlyOne();
            assertThat(docker.mainPid(usual.name())).isPresent();
        } finally {
            docker.stop(usual.name(), Duration.ZERO);
            docker.remove(usual.name());
            clients.calls().removeVolumeCmd("warp-node-contract-volume").exec();
        }
    }

    @Test
    void makesTheServicesNetworkAndKeepsToIt() {
        Networks.ensure(clients.calls(), NETWORK);
        Networks.ensure(clients.calls(), NETWORK);
        ServicesNetwork other = new ServicesNetwork(NETWORK.name(), "172.31.251.0/24");
        fails(() -> Networks.ensure(clients.calls(), other), Fault.Kind.Host, "NetworkDiffers");
        ServicesNetwork overlap = new ServicesNetwork("warpnodeover", "172.31.250.128/25");
        assertThatThrownBy(() -> Networks.ensure(clients.calls(), overlap))
                .hasMessage(
                        "the subnet 172.31.250.128/25 of the services network warpnodeover overlaps with a network this"
                                + " host already has: choose another servicesNetwork.subnet");
        ServicesNetwork wrong = new ServicesNetwork("warpnodeover", "172.31.250/25");
        fails(() -> Networks.ensure(clients.calls(), wrong), Fault.Kind.Host, "BadSubnet");
    }

    @Test
    void tellsAnImageOfTheSameNameFromTheExpectedOne() {
        DockerClient calls = clients.calls();
        // A name without registry and a local image: nothing is pulled, the difference is reported.
        calls.tagImageCmd(imageId(), "warp-node-contract", "1").exec();
        try {
            fails(
                    () -> docker.ensureImage("warp-node-contract:1", "sha256:" + "0".repeat(64)),
                    Fault.Kind.Host,
                    "ImageDiffers");
        } finally {
            calls.removeImageCmd("warp-node-contract:1").exec();
        }
    }

    @Test
    void saysWhyDockerCannotBeAsked() {
        try (Docker nowhere = DockerHost.at(URI.create("unix:///nonexistent/docker.sock"))) {
            assertThatThrownBy(() -> nowhere.list(CLUSTER, HOST))
                    .isInstanceOf(DockerUnavailable.class)
                    .hasMessageStartingWith("Docker does not answer: ");
            fails(() -> nowhere.start("x"), Fault.Kind.Host, "DockerNotReady");
        }
    }

    @Test
    void asksForAnApiVersionTheDaemonHas() {
        String theirs = clients.calls().versionCmd().exec().getApiVersion();
        assertThat(theirs).isNotEmpty();
        assertThatThrownBy(() ->
                        clients.calls().inspectContainerCmd("warp-no-such").exec())
                .isInstanceOf(NotFoundException.class);
    }
}
