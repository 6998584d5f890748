package io.warpctl.core.rollout;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A service with its hosts, told step by step: what is declared, what hosts report, what is decided. */
public final class Story {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final ServiceRef SERVICE = new ServiceRef("default", "main", "web");

    public ServiceSpec spec;
    public ServiceState state = ServiceState.EMPTY;
    public final List<Release> known = new ArrayList<>();
    public final Map<String, HostView> hosts = new TreeMap<>();
    public final List<Event> events = new ArrayList<>();
    public final Map<String, String> images = new TreeMap<>();
    public Decision last;
    public Instant now = START;

    /** A service with the given blocks, all on the given hosts. */
    public Story(List<String> blocks, String... hostNames) {
        Stream.of(hostNames).forEach(host -> hosts.put(host, new HostView(host, true, HostReport.EMPTY)));
        spec = spec(
                "1.0.0",
                blocks.stream()
                        .map(name -> new BlockSpec(name, 10, 0, Optional.empty(), List.of(hostNames)))
                        .toList());
    }

    public static ServiceSpec spec(String version, List<BlockSpec> blocks) {
        return new ServiceSpec(
                SERVICE,
                1,
                "hello",
                version,
                template(),
                blocks,
                100,
                1,
                600,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of("web.example.com"),
                List.of(),
                Health.DEFAULT,
                Timing.DEFAULT);
    }

    public static ReleaseTemplate template() {
        return new ReleaseTemplate(
                "",
                Optional.empty(),
                "",
                "",
                List.of(),
                Map.of("COLOR", "blue"),
                List.of(new Port("http", 8080, Port.Protocol.HTTP)),
                List.of(),
                "",
                0,
                0);
    }

    public Story version(String version) {
        spec = Specs.version(spec, version);
        return this;
    }

    /** One decision; what it asks for comes true, but nothing starts. */
    public Decision decide() {
        last = Rollout.decide(spec, state, known, List.copyOf(hosts.values()), now);
        state = last.state();
        events.addAll(last.events());
        last.toCreate().ifPresent(known::add);
        last.resolve().ifPresent(this::resolve);
        return last;
    }

    /** Decides until nothing changes any more. */
    public Story settle() {
        for (int round = 0; round < 20; round++) {
            ServiceState before = state;
            int releases = known.size();
            decide();
            if (before.equals(state)
                    && releases == known.size()
                    && last.resolve().isEmpty()) {
                return this;
            }
        }
        throw new AssertionError("still deciding after 20 rounds: " + state);
    }

    /** Every block in flight comes to serve its target, one decision after the other, until nothing is in flight. */
    public Story rollOut() {
        for (int round = 0; round < 50; round++) {
            settle();
            ServiceState before = state;
            spec.blocks().forEach(block -> serve(block.name()));
            settle();
            if (before.equals(state)) {
                return this;
            }
        }
        throw new AssertionError("still rolling out: " + state);
    }

    /** All hosts come to serve the block's target. */
    public Story serve(String block) {
        hosts.keySet().forEach(host -> serve(block, host));
        return this;
    }

    public Story serve(String block, String host) {
        Optional<String> target = state.block(block).target();
        if (target.isPresent()) {
            report(block, host, target.get(), List.of(container(target.get(), Phase.Serving)), Optional.empty());
        } else {
            forget(block, host);
        }
        return this;
    }

    /** The host comes to serve a release the block was aimed at before. */
    public Story serve(String block, String host, String release) {
        report(block, host, release, List.of(container(release, Phase.Serving)), Optional.empty());
        return this;
    }

    /** The host has a candidate of the block's target in the given phase; what serves there goes on serving. */
    public Story reach(String block, String host, Phase phase) {
        List<ContainerReport> containers = new ArrayList<>(serving(block, host));
        containers.add(container(target(block), phase));
        report(block, host, target(block), containers, Optional.empty());
        return this;
    }

    /** The block's target is at fault on the host. */
    public Story fail(String block, String host, Fault.Kind kind, String reason, String... logTail) {
        Fault fault = new Fault(kind, reason, "it does not work", target(block), now, List.of(logTail));
        report(block, host, target(block), serving(block, host), Optional.of(fault));
        return this;
    }

    /** The container that serves the block on the host is gone. */
    public Story crash(String block, String host) {
        report(block, host, target(block), List.of(), Optional.empty());
        return this;
    }

    public Story ready(String host, boolean ready) {
        hosts.computeIfPresent(host, (name, view) -> new HostView(name, ready, view.report()));
        return this;
    }

    /** The host can not ask Docker, and so reports nothing of any block. */
    public Story dockerDown(String host) {
        HostCondition down = new HostCondition("DockerReady", false, "DockerUnreachable", "no answer");
        HostReport report = new HostReport(1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(down));
        hosts.computeIfPresent(host, (name, view) -> new HostView(name, view.ready(), report));
        return this;
    }

    public Story after(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    public String target(String block) {
        return state.block(block).target().orElseThrow(() -> new AssertionError(block + " has no target: " + state));
    }

    /** The version each block is to run, in the order of the declaration; a dash for none. */
    public List<String> targets() {
        return spec.blocks().stream()
                .map(block -> state.block(block.name())
                        .target()
                        .map(hash -> new Releases(known).versionOf(hash))
                        .orElse("-"))
                .toList();
    }

    public String stable() {
        return state.stableRelease()
                .map(hash -> new Releases(known).versionOf(hash))
                .orElse("-");
    }

    public Release release(String version) {
        return known.stream()
                .filter(release -> release.template().version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no release of " + version + ": " + known));
    }

    public List<String> eventReasons() {
        return events.stream().map(Event::reason).toList();
    }

    public void imageReport(String host, ImageReport image) {
        hosts.computeIfPresent(
                host,
                (name, view) -> new HostView(
                        name,
                        view.ready(),
                        new HostReport(
                                1,
                                view.report().blocks(),
                                List.of(),
                                List.of(image),
                                List.of(),
                                List.of(),
                                List.of())));
    }

    private void resolve(ResolveRequest request) {
        String id = images.getOrDefault(request.reference(), "sha256:" + request.reference());
        if (!id.isEmpty()) {
            imageReport(request.host(), new ImageReport(request.reference(), id, "", "", ""));
        }
    }

    private List<ContainerReport> serving(String block, String host) {
        return hosts.get(host)
                .block(SERVICE.block(block))
                .flatMap(BlockReport::serving)
                .map(List::of)
                .orElse(List.of());
    }

    private ContainerReport container(String release, Phase phase) {
        return new ContainerReport(
                "c-" + release.substring(0, 8),
                release,
                new Releases(known).versionOf(release),
                "",
                phase,
                now,
                "",
                Optional.empty());
    }

    private void report(
            String block, String host, String target, List<ContainerReport> containers, Optional<Fault> fault) {
        update(block, host, Stream.of(new BlockReport(SERVICE.block(block), target, containers, fault)));
    }

    private void forget(String block, String host) {
        update(block, host, Stream.empty());
    }

    private void update(String block, String host, Stream<BlockReport> fresh) {
        hosts.computeIfPresent(host, (name, view) -> {
            Stream<BlockReport> others = view.report().blocks().stream()
                    .filter(report -> !report.block().equals(SERVICE.block(block)));
            return new HostView(
                    name,
                    view.ready(),
                    new HostReport(
                            1,
                            Stream.concat(others, fresh).toList(),
                            List.of(),
                            view.report().images(),
                            List.of(),
                            List.of(),
                            List.of()));
        });
    }
}
