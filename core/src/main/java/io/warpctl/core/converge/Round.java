package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One round of convergence while it is computed. */
final class Round {
    private static final Duration LONGEST_CREATION = Duration.ofMinutes(1);

    private final HostPlan plan;
    private final HostObservation seen;
    private final HostMemory before;
    private final Instant now;
    private final Ledger ledger;
    private final Effects effects = new Effects();
    private final TableSet newest;
    private final Scope scope;

    Round(String host, HostPlan plan, HostObservation seen, HostMemory memory, Instant now) {
        this.plan = plan;
        this.seen = seen;
        this.before = memory;
        this.now = now;
        this.ledger = new Ledger(memory, now);
        this.newest = Routes.newest(memory, seen);
        this.scope = new Scope(
                host,
                plan,
                seen,
                ledger,
                new Acks(plannedBalancers(), plan.interfaces().size(), newest.number()),
                effects,
                new Images(seen, ledger, effects, now),
                newest.services(),
                new StopTurns(seen.containers(), ledger),
                now);
    }

    Outcome run() {
        if (seen.dockerError().isPresent()) {
            // Nothing seen says nothing: what runs goes on, the balancers keep their tables.
            balancers(before.tables().orElse(newest));
            return outcome(before, List.of(), Reports.dockerDown(scope));
        }
        forgetContainersThatAreGone();
        List<BlockReport> reports = new ArrayList<>();
        List<ProbeTarget> probes = new ArrayList<>();
        Map<BlockRef, List<Endpoint>> endpoints = new HashMap<>();
        for (ServicePlan service : plan.services()) {
            for (BlockPlan block : service.blocks()) {
                BlockRound.Result result = new BlockRound(scope, service, block).run();
                endpoints.put(service.ref().block(block.name()), result.endpoints());
                probes.addAll(result.probes());
                reports.add(result.report());
            }
        }
        reports.addAll(removals());
        readLogsOfFaults();
        TableSet next = Routes.next(scope, newest, endpoints);
        balancers(next);
        HostReport report = Reports.of(scope, reports, unclaimed());
        return outcome(ledger.toMemory(next), probes, report);
    }

    private Outcome outcome(HostMemory memory, List<ProbeTarget> probes, HostReport report) {
        return new Outcome(memory, effects.actions(), probes, report, effects.wakeAt());
    }

    private List<ObservedBalancer> plannedBalancers() {
        Set<String> planned =
                plan.interfaces().stream().map(InterfacePlan::name).collect(Collectors.toSet());
        return seen.balancers().stream()
                .filter(balancer -> planned.contains(balancer.interfaceName()))
                .toList();
    }

    private void forgetContainersThatAreGone() {
        Set<String> existing =
                seen.containers().stream().map(ObservedContainer::name).collect(Collectors.toSet());
        // A container in phase Pulling was decided and may still be on its way.
        ledger.containers
                .entrySet()
                .removeIf(entry -> !existing.contains(entry.getKey())
                        && (entry.getValue().phase() != Phase.Pulling
                                || !(awaited(entry.getKey()) || mayStillCome(entry.getKey()))));
        existing.stream()
                .filter(name -> ledger.containers.containsKey(name)
                        && ledger.containers.get(name).phase() == Phase.Pulling)
                .forEach(name -> ledger.moved(name, Phase.Starting, now));
        Set<String> keep = new HashSet<>(existing);
        keep.addAll(ledger.containers.keySet());
        Addresses.release(ledger.addresses, keep, now);
        Set<String> blocks = new HashSet<>();
        seen.containers().forEach(container -> blocks.add(container.block().toString()));
        plan.services()
                .forEach(service -> service.blocks()
                        .forEach(block ->
                                blocks.add(service.ref().block(block.name()).toString())));
        ledger.restarts.keySet().retainAll(blocks);
        ledger.restarts
                .values()
                .removeIf(restarts -> restarts.last().plus(Restarts.CALM).isBefore(now));
        ledger.faults.keySet().removeIf(key -> !blocks.contains(key.substring(0, key.lastIndexOf('@'))));
    }

    /** Whether a planned block's latest attempt is the container of this name. */
    private boolean awaited(String container) {
        return plan.services().stream()
                .flatMap(service ->
                        service.blocks().stream().map(block -> service.ref().block(block.name())))
                .filter(block -> ContainerSpecs.belongs(block, container))
                .anyMatch(block -> container.endsWith("-" + ledger.attempts.getOrDefault(block.toString(), 0)));
    }

    /** Whether the container of a removed block was decided a moment ago, so that Docker may still be at creating it. */
    private boolean mayStillCome(String container) {
        return removedBlockOf(container).isPresent()
                && !effects.due(ledger.containers.get(container).since().plus(LONGEST_CREATION), now);
    }

    private Optional<BlockRef> removedBlockOf(String container) {
        return plan.removals().stream()
                .flatMap(removal -> ContainerSpecs.blockOf(removal.service(), container).stream()
                        .filter(removal::covers))
                .filter(block -> !planned(block))
                .findFirst();
    }

    /** The same as reports of blocks that are not {@code told} of anyway: while these are told of, the permission to remove them stays. */
    private List<BlockReport> mayStillCome(Set<BlockRef> told) {
        List<BlockReport> reports = new ArrayList<>();
        ledger.containers.forEach((name, memory) -> {
            if (memory.phase() == Phase.Pulling) {
                removedBlockOf(name)
                        .filter(block -> !told.contains(block))
                        .ifPresent(block -> reports.add(new BlockReport(
                                block,
                                "",
                                List.of(new ContainerReport(
                                        name,
                                        "",
                                        "",
                                        "",
                                        Phase.Pulling,
                                        memory.since(),
                                        "may still be created, and is removed then",
                                        Optional.empty())),
                                Optional.empty())));
            }
        });
        return reports;
    }

    /** Containers of blocks the plan does not name but allows to remove: off the tables, drained, stopped, removed. */
    private List<BlockReport> removals() {
        Map<BlockRef, List<ObservedContainer>> leaving = seen.containers().stream()
                .filter(container -> !planned(container.block()))
                .filter(container -> removed(container.block()))
                .collect(Collectors.groupingBy(ObservedContainer::block));
        List<BlockReport> reports = mayStillCome(leaving.keySet());
        leaving.forEach((block, containers) -> {
            Timing timing =
                    plan.service(block.service()).map(ServicePlan::timing).orElse(Timing.DEFAULT);
            Departure departure = new Departure(scope, timing);
            reports.add(new BlockReport(
                    block,
                    "",
                    containers.stream()
                            .map(container -> departure
                                    .step(container, container.version(), Optional.empty(), "the block was removed")
                                    .report())
                            .toList(),
                    Optional.empty()));
        });
        return reports;
    }

    private List<String> unclaimed() {
        return seen.containers().stream()
                .filter(container -> !planned(container.block()))
                .filter(container -> !removed(container.block()))
                .map(ObservedContainer::name)
                .sorted()
                .toList();
    }

    private boolean planned(BlockRef block) {
        return plan.service(block.service())
                .map(service -> service.blocks().stream()
                        .anyMatch(planned -> planned.name().equals(block.block())))
                .orElse(false);
    }

    private boolean removed(BlockRef block) {
        return plan.removals().stream().anyMatch(removal -> removal.covers(block));
    }

    /** A container at fault is read out before anything removes it. */
    private void readLogsOfFaults() {
        for (ObservedContainer container : seen.containers()) {
            boolean faulted = ledger.faults.containsKey(Ledger.faultKey(container.block(), container.specHash()));
            if (faulted && container.logTail().isEmpty()) {
                Action.ReadLogs read = new Action.ReadLogs(container.name(), "its release is at fault");
                if (!seen.failures().containsKey(read.key())) {
                    effects.beforeLeaving(container.name(), read);
                }
            }
        }
    }

    private void balancers(TableSet tables) {
        for (InterfacePlan planned : plan.interfaces()) {
            RouteTable table = tables.tableFor(planned.name());
            Optional<ObservedBalancer> balancer = plannedBalancers().stream()
                    .filter(observed -> observed.interfaceName().equals(planned.name()))
                    .findFirst();
            if (balancer.filter(ObservedBalancer::running).isEmpty()) {
                effects.add(new Action.StartBalancer(
                        planned.name(), table, "interface " + planned.name() + " has no running balancer"));
            } else if (!balancer.get().table().equals(Optional.of(table))) {
                effects.add(new Action.PublishTable(planned.name(), table, "table " + table.number() + " is newer"));
            }
        }
        Set<String> planned =
                plan.interfaces().stream().map(InterfacePlan::name).collect(Collectors.toSet());
        seen.balancers().stream()
                .filter(ObservedBalancer::running)
                .filter(balancer -> !planned.contains(balancer.interfaceName()))
                .forEach(balancer ->
                        effects.add(new Action.StopBalancer(balancer.interfaceName(), "no plan names its interface")));
    }
}
