package io.warpctl.node.docker;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.ImageReport;
import io.warpctl.node.common.ActionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Docker} must do, the real one and the fake. */
abstract class DockerContract {
    static final String CLUSTER = "node-docker-contract";
    static final String HOST = "contract-host";
    static final ServicesNetwork NETWORK = new ServicesNetwork("warpnodetest", "172.31.250.0/24");

    private static final String NAME = "warp-node-contract-1";
    private static final Duration GRACE = Duration.ofSeconds(5);

    Docker docker;

    /** The reference and ID of an image that runs until it is stopped. */
    abstract String reference();

    abstract String imageId();

    @AfterEach
    void removeWhatIsLeft() {
        docker.list(CLUSTER, HOST).forEach(container -> {
            docker.stop(container.name(), Duration.ZERO);
            docker.remove(container.name());
        });
        docker.close();
    }

    @Test
    void runsAContainerAsSpecified() {
        docker.run(spec(Map.of()));
        ObservedContainer container = onlyOne();
        assertThat(container.name()).isEqualTo(NAME);
        assertThat(container.block()).isEqualTo(new ServiceRef("ns", "env", "svc").block("b"));
        assertThat(container.specHash()).isEqualTo("cafe");
        assertThat(container.release()).isEqualTo("r1");
        assertThat(container.version()).isEqualTo("1.0");
        assertThat(container.state()).isEqualTo(ObservedContainer.State.RUNNING);
        assertThat(container.address()).isEqualTo("172.31.250.7");
        assertThat(container.startedAt()).isAfterOrEqualTo(container.createdAt());
        assertThat(container.exitCode()).isEmpty();
        assertThat(docker.list(CLUSTER, "another-host")).isEmpty();
        assertThat(docker.list("another-cluster", HOST)).isEmpty();
    }

    @Test
    void everyActionMayBeRepeated() {
        docker.run(spec(Map.of()));
        String id = onlyOne().id();
        docker.run(spec(Map.of()));
        assertThat(onlyOne().id()).isEqualTo(id);
        docker.start(NAME);
        docker.stop(NAME, GRACE);
        docker.stop(NAME, GRACE);
        ObservedContainer stopped = onlyOne();
        assertThat(stopped.state()).isEqualTo(ObservedContainer.State.EXITED);
        assertThat(stopped.exitCode()).isPresent();
        assertThat(stopped.address()).isEqualTo("172.31.250.7");
        docker.start(NAME);
        assertThat(onlyOne().running()).isTrue();
        assertThat(onlyOne().startedAt()).isAfter(stopped.startedAt());
        docker.stop(NAME, GRACE);
        docker.remove(NAME);
        docker.remove(NAME);
        docker.stop(NAME, GRACE);
        assertThat(docker.list(CLUSTER, HOST)).isEmpty();
        assertThat(docker.logTail(NAME)).isEmpty();
    }

    @Test
    void doesNotTakeAStrangerForItsContainer() {
        docker.run(spec(Map.of()));
        String id = onlyOne().id();
        fails(() -> docker.run(spec(Map.of(Labels.SPEC_HASH, "beef"))), Fault.Kind.Host, "NameInUse");
        assertThat(onlyOne().id()).isEqualTo(id);
    }

    @Test
    void doesNotRemoveWhatRuns() {
        docker.run(spec(Map.of()));
        assertThatThrownBy(() -> docker.remove(NAME)).isInstanceOf(ActionException.class);
        assertThat(onlyOne().running()).isTrue();
    }

    @Test
    void saysWhenTheImageIsGone() {
        ContainerSpec spec = spec("", "sha256:" + "0".repeat(64));
        fails(() -> docker.run(spec), Fault.Kind.Host, "ImageNotFound");
    }

    @Test
    void resolvesImages() {
        ImageReport byReference = docker.ensureImage(reference(), "");
        assertThat(byReference.id()).isEqualTo(imageId());
        assertThat(byReference.version()).isNotEmpty();
        assertThat(docker.ensureImage("renamed:1", imageId()).id()).isEqualTo(imageId());
        fails(() -> docker.ensureImage("warp-no-such-image:1", ""), Fault.Kind.Host, "ImageNotFound");
    }

    @Test
    void readsTheEndOfTheLog() {
        docker.run(spec(Map.of()));
        await().until(() -> !docker.logTail(NAME).isEmpty());
        assertThat(docker.logTail(NAME)).hasSizeLessThanOrEqualTo(Docker.LOG_LINES);
    }

    @Test
    void hintsAtWhatHappens() {
        AtomicInteger hints = new AtomicInteger();
        docker.watch(CLUSTER, hints::incrementAndGet);
        docker.run(spec(Map.of()));
        int afterRun = hints.get();
        docker.stop(NAME, Duration.ZERO);
        await().until(() -> hints.get() > afterRun);
    }

    ObservedContainer onlyOne() {
        List<ObservedContainer> containers = docker.list(CLUSTER, HOST);
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    ContainerSpec spec(Map<String, String> otherLabels) {
        ContainerSpec usual = spec("", imageId());
        Map<String, String> labels = new HashMap<>(usual.labels());
        labels.putAll(otherLabels);
        return new ContainerSpec(
                usual.name(),
                usual.imageId(),
                List.of(),
                usual.env(),
                labels,
                NETWORK,
                usual.address(),
                usual.hosts(),
                List.of(),
                "",
                0,
                0);
    }

    private static ContainerSpec spec(String command, String imageId) {
        Map<String, String> labels = Map.ofEntries(
                Map.entry(Labels.CLUSTER, CLUSTER),
                Map.entry(Labels.HOST, HOST),
                Map.entry(Labels.NAMESPACE, "ns"),
                Map.entry(Labels.ENVIRONMENT, "env"),
                Map.entry(Labels.SERVICE, "svc"),
                Map.entry(Labels.BLOCK, "b"),
                Map.entry(Labels.ROLE, "service"),
                Map.entry(Labels.SPEC_HASH, "cafe"),
                Map.entry(Labels.RELEASE, "r1"),
                Map.entry(Labels.VERSION, "1.0"));
        return new ContainerSpec(
                NAME,
                imageId,
                command.isEmpty() ? List.of() : List.of(command),
                Map.of("A", "b"),
                labels,
                NETWORK,
                "172.31.250.7",
                Map.of("env-svc.example.com", "172.31.250.1", "env-other.example.com", "172.31.250.1"),
                List.of(),
                "",
                0,
                0);
    }

    static void fails(ThrowableAssert.ThrowingCallable action, Fault.Kind kind, String reason) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ActionException.class, failure -> {
            assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
            assertThat(failure.kind()).isEqualTo(kind);
        });
    }
}
