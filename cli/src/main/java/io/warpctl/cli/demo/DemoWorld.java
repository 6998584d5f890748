package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.goal.Undo;
import io.warpctl.cli.setup.Poll;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.service.QuarantineStatus;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import io.warpctl.load.LoadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the steps of the story act on and look at. */
public final class DemoWorld {
    static final String SERVICE = "hello";
    static final String HOST_NAME = "demo-hello.localhost";
    private static final int BLOCKS = 4;
    private static final List<Integer> WARM_UP = List.of(20, 100, 250);
    private static final Duration WARM_UP_TIME = Duration.ofMillis(1500);
    private static final Duration REST = Duration.ofSeconds(4);

    private final Parts parts;
    private final Manifests manifests;
    private final Narrator narrator;
    private final List<String> problems = new ArrayList<>();
    private volatile Optional<LoadRun> load = Optional.empty();
    private Instant applied = Instant.EPOCH;
    private OptionalLong applyToServing = OptionalLong.empty();

    /** The running parts. */
    record Parts(Api api, DockerClient docker, Child server, Child node, Watcher watcher, int port) {
        Parts {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(docker, "docker");
            Objects.requireNonNull(watcher, "watcher");
        }
    }

    DemoWorld(Parts parts, Manifests manifests, Narrator narrator) {
        this.parts = parts;
        this.manifests = manifests;
        this.narrator = narrator;
    }

    /** Tells what happens. */
    public Narrator narrator() {
        return narrator;
    }

    /** The API server's and operator's process. */
    public Child server() {
        return parts.server();
    }

    /** The node's process. */
    public Child node() {
        return parts.node();
    }

    /** Applies the environment and the service in its first version. */
    public void applyFirst(String version) {
        applied = Instant.now();
        manifests.apply(parts.api(), manifests.environment());
        manifests.apply(parts.api(), manifests.service(version));
    }

    /** Applies the service's manifest with another version, as {@code kubectl apply --server-side} would. */
    public void apply(String version) {
        manifests.apply(parts.api(), manifests.service(version));
    }

    /** Takes the latest version back, as {@code warpctl rollout undo} does. */
    public void undo() {
        Undo undo = Undo.begin(parts.api(), SERVICE, OptionalLong.empty());
        narrator.say("going back to revision " + undo.revision() + " (" + undo.version() + ")");
    }

    /** Ends the return, so that what the spec declares is rolled out again. */
    public void unpin() {
        parts.api().patchMerge(SERVICE, "{\"spec\":{\"pinnedRelease\":null}}");
    }

    /** Waits until the service's host name is answered on the balancer's port. */
    public void awaitFirstAnswer(Duration limit) {
        until(limit, "a first answer at 127.0.0.1:" + parts.port(), () -> FirstAnswer.at(parts.port(), HOST_NAME));
        applyToServing =
                OptionalLong.of(Duration.between(applied, Instant.now()).toMillis());
        narrator.say("first answer through the balancer, " + applyToServing.getAsLong() + " ms after apply");
    }

    /** Starts the open-loop load. */
    public void startLoad(String phase) {
        LoadPlan plan = LoadPlan.standard(HOST_NAME, List.of("127.0.0.1:" + parts.port()), SERVICE);
        WARM_UP.forEach(rate -> warmUp(plan, rate));
        LoadRun run = LoadRun.start(plan);
        run.phase(phase);
        load = Optional.of(run);
        narrator.say(plan.rate() + " requests per second from now on, half of them on new connections");
    }

    /** A balancer that has just started compiles its code while it answers: it is not met with the full load at once. */
    private void warmUp(LoadPlan full, int rate) {
        LoadPlan gentle = new LoadPlan(
                rate, full.keepAliveConnections(), full.host(), full.addresses(), full.path(), full.expectedService());
        try (LoadRun run = LoadRun.start(gentle)) {
            Poll.until(WARM_UP_TIME, () -> false);
            LoadReport report = run.stop();
            expect(report.failed() == 0, "no request fails while the load grows: " + report.failed() + " did");
        }
    }

    /** The load, once it was started. */
    Optional<LoadRun> load() {
        return load;
    }

    /** Waits until every block serves this version and the service says that it is ready. */
    public void awaitAllServing(String version, Duration limit) {
        awaitServingVersion(version, limit);
        await(limit, "service " + SERVICE + " to become Ready", ServiceSays::ready);
        narrator.say("all blocks serve " + version + ": " + ServiceSays.message(latest(), "Ready"));
    }

    /** Waits until every block serves this version. */
    public void awaitServingVersion(String version, Duration limit) {
        await(
                limit,
                "all blocks to serve " + version,
                objects -> servingCount(objects, version) == BLOCKS && ServiceSays.current(objects));
    }

    /** Waits until some blocks serve this version and others do not yet. */
    public void awaitMiddle(String version, Duration limit) {
        await(limit, "the first block to serve " + version, objects -> servingCount(objects, version) > 0);
        expect(servingCount(latest(), version) < BLOCKS, "the rollout of " + version + " was seen in its middle");
    }

    /** Looks for a while whether requests go on being answered while something is dead. */
    public void watchTraffic(String circumstance, Duration time) {
        LoadSnapshot before = snapshot();
        Poll.until(time, () -> false);
        LoadSnapshot after = snapshot();
        long answered = after.requests() - before.requests();
        expect(answered > 0 && after.failed() == before.failed(), "requests were answered " + circumstance);
        narrator.say(answered + " requests " + circumstance + ", " + (after.failed() - before.failed()) + " failed");
    }

    /** Waits until the version is quarantined; tells why, with what its container wrote last. */
    public void awaitRejection(String version, Duration limit) {
        AtomicReference<List<String>> lastLines = new AtomicReference<>(List.of());
        until(limit, version + " to be taken back", () -> {
            List<String> lines = LogTail.ofVersion(parts.docker(), version);
            if (!lines.isEmpty()) {
                lastLines.set(lines);
            }
            return quarantine(version).isPresent();
        });
        QuarantineStatus bad = quarantine(version).orElseThrow();
        narrator.say(version + " was taken back by itself: " + bad.reason() + ": " + bad.message());
        expect(!lastLines.get().isEmpty(), "the last lines of the rejected container's log");
        narrator.say("the last lines of its container:");
        lastLines.get().forEach(line -> narrator.detail("| " + line));
    }

    /** Removes a block's serving container as a person might: {@code docker rm -f}. */
    public String removeServingContainer(String block) {
        String container = Optional.ofNullable(Changes.serving(latest()).get(block))
                .map(BlockHostStatus::container)
                .orElseThrow(() -> new CommandFailure("nothing serves block " + block));
        narrator.say("docker rm -f " + container);
        parts.docker().removeContainerCmd(container).withForce(true).exec();
        return container;
    }

    /** Waits until another container than the removed one serves the block. */
    public void awaitReplacement(String block, String removed, Duration limit) {
        await(
                limit,
                "a new container to serve block " + block,
                objects -> Optional.ofNullable(Changes.serving(objects).get(block))
                        .filter(container -> !container.container().equals(removed))
                        .isPresent());
        narrator.say("block " + block + " is served by "
                + Changes.serving(latest()).get(block).container());
    }

    /** IDs of the containers that exist now. */
    public Set<String> containerIds() {
        return Containers.ofHost(parts.docker(), Manifests.HOST).stream()
                .map(container -> container.getId())
                .collect(Collectors.toSet());
    }

    /** Lets a phase go on for a while, so that it can be seen. */
    public void rest() {
        Poll.until(REST, () -> false);
    }

    /** Notes what should have been the case and was not. */
    public void expect(boolean holds, String what) {
        if (!holds) {
            problems.add(what);
            narrator.say("NOT OBSERVED: " + what);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    OptionalLong applyToServing() {
        return applyToServing;
    }

    Watcher watcher() {
        return parts.watcher();
    }

    private LoadSnapshot snapshot() {
        return load.map(LoadRun::snapshot).orElseThrow();
    }

    private ServiceObjects latest() {
        return parts.watcher().latest().orElseThrow(() -> new CommandFailure("the service was not seen yet"));
    }

    private Optional<QuarantineStatus> quarantine(String version) {
        return parts.watcher().latest().stream()
                .flatMap(objects -> objects.status().quarantined().stream())
                .filter(bad -> version.equals(bad.version()))
                .findFirst();
    }

    private static long servingCount(ServiceObjects objects, String version) {
        Map<String, BlockHostStatus> serving = Changes.serving(objects);
        return serving.values().stream()
                .filter(container -> version.equals(container.version()))
                .count();
    }

    private void await(Duration limit, String what, Predicate<ServiceObjects> condition) {
        until(limit, what, () -> parts.watcher().latest().filter(condition).isPresent());
    }

    private void until(Duration limit, String what, BooleanSupplier condition) {
        boolean held = Poll.until(limit, condition);
        if (!held) {
            parts.server().requireAlive();
            parts.node().requireAlive();
            String says = parts.watcher()
                    .latest()
                    .map(objects -> " (the service says: " + ServiceSays.message(objects, "Ready") + ")")
                    .orElse("");
            throw new CommandFailure("waited " + limit.toSeconds() + " s in vain for " + what + says);
        }
    }
}
