package io.warpctl.node;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.converge.HostMemory;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.node.common.Json;
import io.warpctl.node.common.Wakeup;
import io.warpctl.node.testing.FakeBalancers;
import io.warpctl.node.testing.FakeDocker;
import io.warpctl.node.testing.FakePlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole rounds on a Docker and balancers in memory. */
class NodeTest {
    private static final String CLUSTER = "cluster";
    private static final String HOST = "host";
    private static final ServiceRef SERVICE = new ServiceRef("ns", "demo", "worker");

    @TempDir
    Path directory;

    private final FakeDocker docker = new FakeDocker();
    private final FakeBalancers balancers = new FakeBalancers();
    private final AtomicReference<HostReport> report = new AtomicReference<>(HostReport.EMPTY);
    private final Wakeup wakeup = new Wakeup();
    private FakePlans plans;
    private Node node;

    @BeforeEach
    void start() {
        docker.image("worker:1", "sha256:1", "1");
        docker.image("worker:2", "sha256:2", "2");
        restart();
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void runsWhatThePlanSaysAndReportsIt() {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        assertThat(report.get().acceptedGeneration()).isEqualTo(1);
        plans.offer(plan(2, "worker:2"));
        await().until(() -> serves("2"));
        await().until(() ->
                containers().stream().filter(ObservedContainer::running).count() == 1);
    }

    @Test
    void repairsWhatOthersBreak() {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        String first = containers().get(0).name();
        docker.vanishes(first);
        await().until(() -> serves("1") && !containers().get(0).name().equals(first));
    }

    @Test
    void goesOnWithThePlanOnDiskAndTheSameContainers() throws Exception {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        String id = containers().get(0).id();
        node.close();
        report.set(HostReport.EMPTY);
        restart();
        await().until(() -> serves("1"));
        assertThat(containers()).extracting(ObservedContainer::id).containsExactly(id);
    }

    @Test
    void removesOnlyWhatAPlanAllowsToRemove() {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        plans.offer(emptyPlan(2, List.of()));
        await().until(() -> report.get().unclaimed().size() == 1);
        assertThat(containers()).hasSize(1);
        plans.offer(emptyPlan(3, List.of(new Removal(SERVICE, Optional.empty()))));
        await().until(() -> containers().isEmpty());
    }

    @Test
    void keepsThePlanWhenAnotherClusterOffersOne() {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        plans.offer(new HostPlan("other", 9, 0, null, null, null, null, null, null));
        await().until(() -> condition("PlanRefused").isPresent());
        assertThat(condition("PlanRefused").orElseThrow().reason()).isEqualTo("OtherCluster");
        assertThat(report.get().acceptedGeneration()).isEqualTo(1);
        assertThat(containers()).hasSize(1);
    }

    @Test
    void doesNothingToContainersItCannotSee() {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        docker.down(Optional.of("Docker does not answer: gone"));
        wakeup.signal();
        await().until(() ->
                condition("DockerReady").filter(ready -> !ready.status()).isPresent());
        docker.down(Optional.empty());
        wakeup.signal();
        await().until(() -> serves("1"));
        assertThat(containers()).hasSize(1);
    }

    @Test
    void remembersBeforeItActs() {
        AtomicReference<HostMemory> remembered = new AtomicReference<>();
        AtomicReference<String> name = new AtomicReference<>("");
        docker.beforeRun(spec -> {
            remembered.set(memoryOnDisk());
            name.set(spec.name());
        });
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        assertThat(remembered.get().containers()).containsKey(name.get());
        assertThat(remembered.get().addresses().values())
                .anyMatch(use -> use.container().equals(name.get()));
    }

    @Test
    void changesNothingWhileItCannotRemember() throws IOException {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        // A directory in the way of the new memory: as unwritable to root as to anybody.
        Path obstacle = Files.createDirectories(directory.resolve("memory.new/x"));
        docker.vanishes(containers().get(0).name());
        await().until(() -> condition("StateWritable").isPresent());
        assertThat(condition("StateWritable").orElseThrow().message())
                .contains(directory.resolve("memory").toString());
        assertThat(containers()).isEmpty();
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        wakeup.signal();
        await().until(() -> serves("1"));
    }

    @Test
    void triesAgainWhatFailed() {
        plans.offer(plan(1, "worker:3"));
        await().until(() -> report.get().blocks().stream()
                .anyMatch(block -> block.fault()
                        .filter(fault -> fault.reason().equals("ImageNotFound"))
                        .isPresent()));
        docker.image("worker:3", "sha256:3", "3");
        await().until(() -> serves("3"));
    }

    @Test
    void saysThatItsMemoryWasDamaged() throws Exception {
        plans.offer(plan(1, "worker:1"));
        await().until(() -> serves("1"));
        node.close();
        Files.write(directory.resolve("memory"), new byte[3]);
        restart();
        await().until(() -> condition("StateDamaged").isPresent() && serves("1"));
        assertThat(containers()).hasSize(1);
    }

    private void restart() {
        plans = new FakePlans();
        NodeOptions options = new NodeOptions(
                HOST, directory, plans, report::set, List.of("unused"), NodeOptions.DEFAULT_DOCKER_HOST, false);
        node = Node.start(options, docker, balancers, InstantSource.system(), wakeup);
    }

    private boolean serves(String version) {
        return report.get().blocks().stream()
                .flatMap(block -> block.serving().stream())
                .anyMatch(container -> container.version().equals(version));
    }

    private List<ObservedContainer> containers() {
        return docker.list(CLUSTER, HOST);
    }

    private Optional<HostCondition> condition(String type) {
        return report.get().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private HostMemory memoryOnDisk() {
        try {
            String file = Files.readString(directory.resolve("memory"), StandardCharsets.UTF_8);
            return Json.MAPPER.readValue(file.substring(file.indexOf('\n')), HostMemory.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostPlan plan(long generation, String image) {
        Health health = new Health(HealthMode.None, "/", 1, 1, 10, 0, 10);
        String version = image.substring(image.indexOf(':') + 1);
        ReleaseTemplate release =
                new ReleaseTemplate(image, Optional.empty(), version, "", null, null, null, null, "", 0, 0);
        ServicePlan service = new ServicePlan(
                SERVICE,
                List.of(),
                List.of(),
                health,
                new Timing(1, 1, 0),
                false,
                Optional.empty(),
                List.of(new BlockPlan("b", 1, "release-" + version, Optional.empty())));
        return new HostPlan(
                CLUSTER,
                generation,
                0,
                ServicesNetwork.DEFAULT,
                Map.of("release-" + version, release),
                List.of(service),
                List.of(),
                List.of(),
                List.of());
    }

    private static HostPlan emptyPlan(long generation, List<Removal> removals) {
        return new HostPlan(CLUSTER, generation, 0, null, null, null, null, null, removals);
    }
}
