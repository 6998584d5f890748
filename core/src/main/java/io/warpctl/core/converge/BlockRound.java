package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One round for one planned block: who has its weight, who is on the way there, who is on the way out. */
final class BlockRound {
    private final Scope scope;
    private final ServicePlan service;
    private final BlockPlan block;
    private final BlockRef ref;
    private final List<ObservedContainer> own;
    private final Optional<ObservedContainer> weighted;
    private final Departure departure;

    BlockRound(Scope scope, ServicePlan service, BlockPlan block) {
        this.scope = scope;
        this.service = service;
        this.block = block;
        this.ref = service.ref().block(block.name());
        this.own = scope.containersOf(ref);
        this.weighted = weighted();
        this.departure = new Departure(scope, service.timing());
    }

    /**
     * Who has the block's weight. The newest tables may not have reached every balancer yet: until they have, the container that
     * balancers still send to must not lose it to one that has got worse since, or may have while nobody asked. With neither, and
     * no balancer to tell, it is the container that served last.
     */
    private Optional<ObservedContainer> weighted() {
        List<ObservedContainer> running =
                own.stream().filter(ObservedContainer::running).toList();
        Optional<ObservedContainer> decided =
                running.stream().filter(scope::hasWeight).findFirst();
        Optional<ObservedContainer> inUse = running.stream()
                .filter(container -> verified(container) && scope.acks().weightedSomewhere(container.name()))
                .min(Comparator.comparing(container -> scope.memory(container).phase() != Phase.Serving));
        return decided.filter(container -> inUse.isEmpty()
                        || answers(container)
                        || (scope.acks().weightedSomewhere(container.name()) && !answers(inUse.get())))
                .or(() -> inUse)
                .or(() -> running.stream().filter(this::servedLast).findFirst());
    }

    private boolean servedLast(ObservedContainer container) {
        return scope.acks().running().isEmpty() && scope.memory(container).phase() == Phase.Serving;
    }

    /** Not one that ended and was started again while a table that names it was on its way; nor one that was told to stop. */
    private boolean verified(ObservedContainer container) {
        ContainerMemory memory = scope.memory(container);
        return memory.phase().compareTo(Phase.Verified) >= 0 && !memory.stopping();
    }

    private boolean answers(ObservedContainer container) {
        return service.health().mode() == HealthMode.None
                || scope.seen()
                        .direct()
                        .getOrDefault(container.name(), ProbeState.NONE)
                        .healthySince()
                        .isPresent();
    }

    /**
     * @param endpoints what the tables are to list of this block
     * @param probes what is to be probed of it
     * @param report what to report of it
     */
    record Result(List<Endpoint> endpoints, List<ProbeTarget> probes, BlockReport report) {}

    Result run() {
        forgetFaultsOfOtherTargets();
        Candidate target = candidate(block.target());
        Candidate fallback = fallback(target);
        Optional<ObservedContainer> serves = choose(target, fallback);

        List<Endpoint> endpoints = new ArrayList<>();
        List<ProbeTarget> probes = new ArrayList<>();
        List<ContainerReport> reports = new ArrayList<>();
        for (ObservedContainer container : own) {
            Optional<Candidate> wanted = wanted(container, target, fallback);
            Placement placement = serves.filter(container::equals).isPresent()
                    ? serving(container, wanted)
                    : wanted.map(candidate -> waiting(container, candidate)).orElseGet(() -> leaving(container));
            reports.add(placement.report());
            if (placement.listed()) {
                endpoints.add(endpoint(container, placement.weight()));
                Probes.of(scope, service, container, port(container)).ifPresent(probes::add);
            } else if (placement.probed()) {
                Probes.of(scope, service, container, port(container)).ifPresent(probes::add);
            }
        }
        pending(target).ifPresent(reports::add);
        reports.sort(Comparator.comparing((ContainerReport report) -> report.phase() != Phase.Serving));
        return new Result(endpoints, probes, new BlockReport(ref, block.target(), reports, fault(target)));
    }

    /** Where a container stands in the tables. */
    private record Placement(ContainerReport report, int weight, boolean listed, boolean probed) {}

    private Candidate candidate(String release) {
        boolean lastResort = block.fallback().map(release::equals).orElse(true);
        return new Candidates(scope, service, ref, own, weighted, lastResort).of(release);
    }

    /** The fallback is started only when the target cannot run and nothing serves. */
    private Candidate fallback(Candidate target) {
        boolean needed = target.fault().isPresent() && weighted.isEmpty();
        return block.fallback()
                .filter(release -> needed && !release.equals(block.target()))
                .map(this::candidate)
                .orElse(Candidate.NONE);
    }

    /** The one container that is to have the block's weight. */
    private Optional<ObservedContainer> choose(Candidate target, Candidate fallback) {
        if (target.mayServe()) {
            return target.container();
        }
        if (weighted.isPresent()) {
            return weighted;
        }
        return fallback.mayServe() ? fallback.container() : Optional.empty();
    }

    private static Optional<Candidate> wanted(ObservedContainer container, Candidate target, Candidate fallback) {
        if (target.container().filter(container::equals).isPresent()) {
            return Optional.of(target);
        }
        return fallback.container().filter(container::equals).isPresent() ? Optional.of(fallback) : Optional.empty();
    }

    private Placement serving(ObservedContainer container, Optional<Candidate> wanted) {
        if (scope.acks().weighted(container.name())) {
            ContainerMemory memory = scope.ledger().moved(container.name(), Phase.Serving, scope.now());
            String message = memory.retired()
                    .map(why -> "to be replaced: " + why)
                    .or(() -> wanted.map(BlockRound::complaint))
                    .orElse("serves until the target is verified");
            return new Placement(report(container, memory, message), block.weight(), true, true);
        }
        if (!scope.hasWeight(container)) {
            scope.ledger().moved(container.name(), Phase.Verified, scope.now());
        }
        ContainerMemory memory = scope.ledger().weighted(container.name(), scope.now());
        return new Placement(
                report(container, memory, "waits until every balancer has acknowledged its weight"),
                block.weight(),
                true,
                true);
    }

    /** What is wrong with a serving container; it is not probed through the balancers, so that says nothing. */
    private static String complaint(Candidate serving) {
        return serving.judgement().phase() == Phase.Starting ? serving.message() : "";
    }

    private Placement waiting(ObservedContainer container, Candidate candidate) {
        ContainerMemory memory = scope.memory(container);
        if (memory.phase() == Phase.Draining || memory.phase() == Phase.Warm) {
            Departure.Step step =
                    departure.step(container, version(container), Optional.of(Instant.MAX), "the plan asks for it");
            return new Placement(step.report(), 0, step.listed(), true);
        }
        Phase phase = candidate.judgement().phase();
        ContainerMemory moved = scope.ledger().moved(container.name(), phase, scope.now());
        boolean listed = container.running()
                && (phase.compareTo(Phase.Healthy) >= 0
                        || scope.endpoint(container.name()).isPresent());
        return new Placement(report(container, moved, candidate.message()), 0, listed, container.running());
    }

    private Placement leaving(ObservedContainer container) {
        Optional<Instant> warmUntil = Departure.warmUntil(scope, service, container);
        boolean crowded = own.size() >= Candidates.MOST_PER_BLOCK && !Departure.returnable(block, container);
        String reason = scope.memory(container)
                .retired()
                .orElse(crowded ? "makes room for a newer release" : "the plan asks for another release");
        Departure.Step step =
                departure.step(container, version(container), crowded ? Optional.empty() : warmUntil, reason);
        return new Placement(step.report(), 0, step.listed(), step.listed());
    }

    /** A container that was decided but is not there yet, or whose image is not. */
    private Optional<ContainerReport> pending(Candidate target) {
        if (target.container().isPresent()
                || target.fault().filter(this::ofRelease).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new ContainerReport(
                target.pendingName(),
                block.target(),
                version(block.target()),
                "",
                Phase.Pulling,
                Optional.ofNullable(scope.ledger().containers.get(target.pendingName()))
                        .map(ContainerMemory::since)
                        .orElse(scope.now()),
                target.message(),
                Optional.empty()));
    }

    /** A fault is told with the last lines of the container's log: not before they were read, or could not be. */
    private Optional<Fault> fault(Candidate target) {
        return target.fault().filter(fault -> !ofRelease(fault) || own.stream().noneMatch(this::toBeRead));
    }

    private boolean toBeRead(ObservedContainer container) {
        return container.logTail().isEmpty()
                && scope.ledger().faults.containsKey(Ledger.faultKey(ref, container.specHash()))
                && !scope.seen().failures().containsKey(Action.ReadLogs.key(container.name()));
    }

    private boolean ofRelease(Fault fault) {
        return fault.kind() == Fault.Kind.Release;
    }

    /** A fault is remembered while the plan asks for its release; asking for it again later is a new try. */
    private void forgetFaultsOfOtherTargets() {
        String prefix = Ledger.faultKey(ref, "");
        scope.ledger().faults.entrySet().removeIf(entry -> {
            String release = entry.getValue().release();
            boolean named = release.equals(block.target())
                    || block.fallback().map(release::equals).orElse(false);
            return entry.getKey().startsWith(prefix) && !named;
        });
    }

    private Endpoint endpoint(ObservedContainer container, int weight) {
        return new Endpoint(
                container.name(),
                block.name(),
                container.release(),
                version(container),
                container.address(),
                port(container).orElse(0),
                weight);
    }

    private Optional<Integer> port(ObservedContainer container) {
        return Optional.ofNullable(scope.plan().releases().get(container.release()))
                .or(() -> Optional.ofNullable(scope.plan().releases().get(block.target())))
                .flatMap(ReleaseTemplate::httpPort)
                .map(Port::port)
                .or(() -> scope.endpoint(container.name()).map(Endpoint::port));
    }

    private String version(ObservedContainer container) {
        return container.version().isEmpty() ? version(container.release()) : container.version();
    }

    private String version(String release) {
        return Optional.ofNullable(scope.plan().releases().get(release))
                .map(ReleaseTemplate::version)
                .orElse("");
    }

    private ContainerReport report(ObservedContainer container, ContainerMemory memory, String message) {
        return new ContainerReport(
                container.name(),
                container.release(),
                version(container),
                "",
                memory.phase(),
                memory.since(),
                message,
                Optional.empty());
    }
}
