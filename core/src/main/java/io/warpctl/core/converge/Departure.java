package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Draining;
import io.warpctl.core.report.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The way out of a container that does not serve (any more): Draining, Warm, off the tables, SIGTERM, removed. Nothing is
 * stopped before every balancer has acknowledged a table without it.
 */
final class Departure {
    private final Scope scope;
    private final Timing timing;

    Departure(Scope scope, Timing timing) {
        this.scope = scope;
        this.timing = timing;
    }

    /** Where a container is on its way out, and whether the tables still list it. */
    record Step(ContainerReport report, boolean listed) {}

    /**
     * One step for a container without weight.
     *
     * @param warmUntil how long it may be kept for a return after it has drained; empty when it may not be kept
     */
    Step step(ObservedContainer container, String version, Optional<Instant> warmUntil, String reason) {
        ContainerMemory memory = scope.memory(container);
        if (!container.running() || memory.stopping()) {
            return leave(container, version, reason);
        }
        if (!memory.served()) {
            return leave(container, version, reason);
        }
        if (!scope.acks().weightless(container.name())) {
            return new Step(
                    report(
                            container,
                            version,
                            memory.in(Phase.Serving, scope.now()),
                            "waits until every balancer has acknowledged that it gets no new requests"),
                    true);
        }
        if (memory.phase() == Phase.Warm) {
            return warm(container, version, warmUntil, reason);
        }
        ContainerMemory draining = scope.ledger().moved(container.name(), Phase.Draining, scope.now());
        long inFlight = scope.acks().inFlight(container.name());
        if (inFlight == 0) {
            scope.ledger().moved(container.name(), Phase.Warm, scope.now());
            return warm(container, version, warmUntil, reason);
        }
        Instant until = draining.since().plusSeconds(timing.drainSeconds());
        if (scope.effects().due(until, scope.now()) && scope.turns().take(container)) {
            scope.acks()
                    .running()
                    .forEach(balancer -> scope.effects()
                            .add(new Action.CloseConnections(
                                    balancer.interfaceName(),
                                    container.name(),
                                    "drainSeconds " + timing.drainSeconds() + " are over")));
        }
        Draining what =
                new Draining(scope.acks().http(container.name()), scope.acks().webSockets(container.name()), until);
        ContainerReport report = new ContainerReport(
                container.name(),
                container.release(),
                version,
                "",
                Phase.Draining,
                draining.since(),
                inFlight + " in flight may end until " + until,
                Optional.of(what));
        return new Step(report, true);
    }

    /** Until when an old container of the block is kept warm; empty when it is not to be kept at all. */
    static Optional<Instant> warmUntil(Scope scope, ServicePlan service, ObservedContainer container) {
        ContainerMemory memory = scope.memory(container);
        if (memory.retired().isPresent() || service.timing().keepWarmSeconds() == 0) {
            return Optional.empty();
        }
        if (service.rolloutInProgress()) {
            return Optional.of(Instant.MAX);
        }
        // The operator's clock may be ahead of this host's by hours: its end of the rollout is then no measure here.
        Instant ended = service.rolloutEndedAt()
                .filter(at -> at.isAfter(memory.since()) && !at.isAfter(scope.now()))
                .orElse(memory.since());
        return Optional.of(ended.plus(Duration.ofSeconds(service.timing().keepWarmSeconds())));
    }

    /** Whether the container runs a release the plan may ask for again. */
    static boolean returnable(BlockPlan block, ObservedContainer container) {
        return container.release().equals(block.target())
                || block.fallback().map(container.release()::equals).orElse(false);
    }

    private Step warm(ObservedContainer container, String version, Optional<Instant> warmUntil, String reason) {
        if (warmUntil.isEmpty()) {
            return leave(container, version, reason);
        }
        Instant until = warmUntil.get();
        if (!until.equals(Instant.MAX) && scope.effects().due(until, scope.now())) {
            return leave(container, version, "keepWarmSeconds are over");
        }
        ContainerMemory memory = scope.memory(container);
        String message = until.equals(Instant.MAX) ? "kept while the rollout runs" : "kept until " + until;
        return new Step(report(container, version, memory, message), true);
    }

    private Step leave(ObservedContainer container, String version, String reason) {
        ContainerMemory memory = scope.memory(container);
        ContainerReport report = report(container, version, memory, "leaves: " + reason);
        if (!scope.acks().absent(container.name())) {
            return new Step(report, false);
        }
        if (!container.running()) {
            scope.effects().add(new Action.RemoveContainer(container.name(), reason));
        } else if (!memory.served() || scope.turns().take(container)) {
            scope.ledger().stopping(container.name(), scope.now());
            scope.effects()
                    .add(new Action.StopContainer(
                            container.name(), Duration.ofSeconds(timing.stopGraceSeconds()), reason));
        }
        return new Step(report, false);
    }

    private static ContainerReport report(
            ObservedContainer container, String version, ContainerMemory memory, String message) {
        return new ContainerReport(
                container.name(),
                container.release(),
                version,
                "",
                memory.phase(),
                memory.since(),
                message,
                Optional.empty());
    }
}
