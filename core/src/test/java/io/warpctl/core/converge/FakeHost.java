package io.warpctl.core.converge;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A host in memory that executes actions at once and probes once per round; a round takes a second of virtual time. */
final class FakeHost {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Map<String, ObservedContainer> containers = new LinkedHashMap<>();
    final Map<String, RouteTable> tables = new HashMap<>();
    final Map<String, ProbeState> direct = new HashMap<>();
    final Map<String, Map<String, ProbeState>> through = new HashMap<>();
    final Map<String, ImageReport> images = new HashMap<>();
    final Map<String, ActionFailure> failures = new HashMap<>();
    final Map<String, Long> inFlight = new HashMap<>();
    final Map<String, List<String>> interfaceAddresses = new HashMap<>(Map.of("eth0", List.of("192.0.2.1")));
    final Map<ServiceRef, ContainerSpec> specs = new HashMap<>();
    final Set<String> runningBalancers = new HashSet<>();
    final Set<String> deadBalancers = new HashSet<>();
    final Set<String> brokenImages = new HashSet<>();
    final Map<String, String> versionOfImage = new HashMap<>();
    final List<String> history = new ArrayList<>();
    HostMemory memory = HostMemory.empty("token");
    HostPlan plan;
    HostReport report = HostReport.EMPTY;
    Optional<String> dockerError = Optional.empty();
    Instant now = START;
    List<Action> lastActions = List.of();
    /** Whether actions are executed; if not, the node's process ended after its memory was written. */
    boolean executes = true;
    /** Whether tables reach the balancers; if not, they are on their way. */
    boolean tablesArrive = true;
    /** Interfaces whose balancers tables do not reach, although they reach others. */
    final Set<String> slowBalancers = new HashSet<>();

    FakeHost(HostPlan plan) {
        this.plan = plan;
    }

    void round() {
        now = now.plusSeconds(1);
        Outcome outcome = Converge.converge("host-a", plan, observe(), memory, now);
        memory = outcome.memory();
        report = outcome.report();
        lastActions = outcome.actions();
        for (Action action : outcome.actions()) {
            if (executes && arrives(action)) {
                history.add(action.key());
                execute(action);
            }
        }
        outcome.probes().forEach(this::probe);
    }

    private boolean arrives(Action action) {
        return !(action instanceof Action.PublishTable publish)
                || (tablesArrive && !slowBalancers.contains(publish.interfaceName()));
    }

    void until(BooleanSupplier condition) {
        for (int round = 0; round < 200; round++) {
            round();
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new AssertionError("not reached within 200 rounds; last report: " + report + "\nhistory: " + history);
    }

    /** The container each table gives the block's weight to. */
    Optional<Endpoint> weighted(String interfaceName, String block) {
        return Optional.ofNullable(tables.get(interfaceName)).stream()
                .flatMap(table -> table.services().stream())
                .flatMap(route -> route.endpoints().stream())
                .filter(endpoint -> endpoint.block().equals(block) && endpoint.weight() > 0)
                .findFirst();
    }

    BlockReport block(String name) {
        return report.blocks().stream()
                .filter(block -> block.block().block().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no report of block " + name + ": " + report));
    }

    void exit(String name, int code) {
        ObservedContainer container = containers.get(name);
        containers.put(name, with(container, ObservedContainer.State.EXITED, container.startedAt(), code));
    }

    private HostObservation observe() {
        List<ObservedBalancer> balancers = runningBalancers.stream()
                .map(name -> new ObservedBalancer(
                        name,
                        true,
                        Optional.ofNullable(tables.get(name)),
                        Optional.ofNullable(tables.get(name)).map(RouteTable::listeners).orElse(List.of()).stream()
                                .map(listener -> new ListenerState(listener, true, ""))
                                .toList(),
                        inFlight.entrySet().stream().map(this::stats).toList()))
                .toList();
        return new HostObservation(
                "boot",
                dockerError,
                dockerError.isPresent() ? List.of() : List.copyOf(containers.values()),
                balancers,
                interfaceAddresses,
                images,
                direct,
                through,
                failures);
    }

    private EndpointStats stats(Map.Entry<String, Long> entry) {
        ObservedContainer container = containers.get(entry.getKey());
        return new EndpointStats(
                container.block().service(),
                container.block().block(),
                container.release(),
                container.name(),
                0,
                0,
                0,
                0,
                entry.getValue(),
                0,
                0,
                List.of());
    }

    private void execute(Action action) {
        if (action instanceof Action.EnsureImage image) {
            String id = image.expectedId().isEmpty() ? "sha256:" + image.reference() : image.expectedId();
            images.put(action.key(), new ImageReport(image.reference(), id, "", "", ""));
        } else if (action instanceof Action.RunContainer run) {
            create(run.spec());
        } else if (action instanceof Action.StartContainer start) {
            ObservedContainer container = containers.get(start.container());
            containers.put(start.container(), with(container, ObservedContainer.State.RUNNING, now, null));
        } else if (action instanceof Action.StopContainer stop) {
            exit(stop.container(), 143);
        } else if (action instanceof Action.RemoveContainer remove) {
            containers.remove(remove.container());
        } else if (action instanceof Action.ReadLogs logs) {
            ObservedContainer container = containers.get(logs.container());
            containers.put(logs.container(), withLogs(container, List.of("cannot reach the database")));
        } else if (action instanceof Action.CloseConnections close) {
            inFlight.put(close.container(), 0L);
        } else if (action instanceof Action.StartBalancer start && deadBalancers.contains(start.interfaceName())) {
            history.add("dead:" + start.interfaceName());
        } else if (action instanceof Action.StartBalancer start) {
            runningBalancers.add(start.interfaceName());
            apply(start.interfaceName(), start.table());
        } else if (action instanceof Action.PublishTable publish) {
            apply(publish.interfaceName(), publish.table());
        } else if (action instanceof Action.StopBalancer stop) {
            runningBalancers.remove(stop.interfaceName());
        }
    }

    private void apply(String interfaceName, RouteTable table) {
        TableNumber before = Optional.ofNullable(tables.get(interfaceName))
                .map(RouteTable::number)
                .orElse(TableNumber.NONE);
        if (table.number().compareTo(before) < 0) {
            throw new AssertionError("table " + table.number() + " after " + before);
        }
        tables.put(interfaceName, table);
    }

    private void create(ContainerSpec spec) {
        String address = spec.address();
        if (containers.values().stream().anyMatch(other -> other.address().equals(address))) {
            throw new AssertionError("address " + address + " given twice");
        }
        ServiceRef service = new ServiceRef(
                spec.labels().get(Labels.NAMESPACE),
                spec.labels().get(Labels.ENVIRONMENT),
                spec.labels().get(Labels.SERVICE));
        specs.put(service, spec);
        containers.putIfAbsent(
                spec.name(),
                new ObservedContainer(
                        "id-" + spec.name(),
                        spec.name(),
                        service.block(spec.labels().get(Labels.BLOCK)),
                        spec.labels().get(Labels.SPEC_HASH),
                        spec.labels().get(Labels.RELEASE),
                        spec.labels().get(Labels.VERSION),
                        ObservedContainer.State.RUNNING,
                        address,
                        now,
                        now,
                        Optional.empty(),
                        false,
                        Optional.empty()));
        versionOfImage.putIfAbsent(spec.imageId(), spec.env().get("WARP_VERSION"));
        direct.remove(spec.name());
        through.remove(spec.name());
    }

    private void probe(ProbeTarget target) {
        ObservedContainer container = containers.get(target.container());
        if (container == null) {
            return;
        }
        boolean good = container.running() && !brokenImages.contains(container.version());
        ProbeState before = direct.getOrDefault(target.container(), ProbeState.NONE);
        direct.put(target.container(), next(before, good, container));
        target.through()
                .keySet()
                .forEach(interfaceName -> through.computeIfAbsent(target.container(), name -> new HashMap<>())
                        .merge(
                                interfaceName,
                                next(ProbeState.NONE, good, container),
                                (old, fresh) -> next(old, good, container)));
    }

    private ProbeState next(ProbeState before, boolean good, ObservedContainer container) {
        return good
                ? before.succeeded(now, Optional.of(container.version()), "")
                : before.failed(now, "connection refused");
    }

    private static ObservedContainer with(
            ObservedContainer old, ObservedContainer.State state, Instant startedAt, Integer exitCode) {
        return new ObservedContainer(
                old.id(),
                old.name(),
                old.block(),
                old.specHash(),
                old.release(),
                old.version(),
                state,
                old.address(),
                old.createdAt(),
                startedAt,
                Optional.ofNullable(exitCode),
                false,
                old.logTail());
    }

    private static ObservedContainer withLogs(ObservedContainer old, List<String> lines) {
        return new ObservedContainer(
                old.id(),
                old.name(),
                old.block(),
                old.specHash(),
                old.release(),
                old.version(),
                old.state(),
                old.address(),
                old.createdAt(),
                old.startedAt(),
                old.exitCode(),
                old.oomKilled(),
                Optional.of(lines));
    }
}
