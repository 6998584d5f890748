package io.warpctl.core.converge;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.ListenerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges a running container of a wanted release: how far it is on its way to Verified, or why it will not get there. */
final class Judge {
    /** Consecutive probes through a balancer that make a staged container verified. */
    static final int PROBES_TO_VERIFY = 3;

    private static final Duration SHORTEST_VERIFICATION = Duration.ofSeconds(30);

    private final Scope scope;
    private final Health health;
    private final ReleaseTemplate template;
    private final String release;

    Judge(Scope scope, Health health, ReleaseTemplate template, String release) {
        this.scope = scope;
        this.health = health;
        this.template = template;
        this.release = release;
    }

    Judgement judge(ObservedContainer container) {
        ContainerMemory memory = scope.memory(container);
        ProbeState probe = scope.seen().direct().getOrDefault(container.name(), ProbeState.NONE);
        if (wrongVersion(probe)) {
            return fault("WrongVersion", "answers " + versionText(probe) + ", expected " + expectedText());
        }
        Optional<Judgement> starting = starting(container, memory, probe);
        if (starting.isPresent()) {
            return starting.get();
        }
        if (!scope.acks().staged(container.name()) && routed()) {
            return Judgement.of(Phase.Healthy, "waits until every balancer has acknowledged it with weight 0");
        }
        return verification(container, memory);
    }

    private Optional<Judgement> starting(ObservedContainer container, ContainerMemory memory, ProbeState probe) {
        Instant readyAt;
        if (health.mode() == HealthMode.None) {
            readyAt = started(container, memory).plusSeconds(health.minReadySeconds());
        } else if (probe.healthySince().isPresent()) {
            // A container that served before needs no second apprenticeship after a restart or on a return.
            readyAt = memory.served() ? scope.now() : probe.healthySince().get().plusSeconds(health.minReadySeconds());
        } else {
            Instant deadline = started(container, memory).plusSeconds(health.startupSeconds());
            // Who has not asked knows nothing: the node itself may have been away until now.
            boolean asked = probe.failures() >= PROBES_TO_VERIFY;
            if (!memory.served() && scope.effects().due(deadline, scope.now()) && asked) {
                return Optional.of(
                        fault("NeverHealthy", "not healthy within " + health.startupSeconds() + " s" + because(probe)));
            }
            return Optional.of(Judgement.of(Phase.Starting, "waits to become healthy" + because(probe)));
        }
        return scope.effects().due(readyAt, scope.now())
                ? Optional.empty()
                : Optional.of(
                        Judgement.of(Phase.Starting, "healthy, waits for minReadySeconds " + health.minReadySeconds()));
    }

    /** What Docker noted before the clock was set back is still to come by now; what the node remembers is not. */
    private Instant started(ObservedContainer container, ContainerMemory memory) {
        return container.startedAt().isAfter(scope.now()) ? memory.since() : container.startedAt();
    }

    private Judgement verification(ObservedContainer container, ContainerMemory memory) {
        if (!routed() || health.mode() == HealthMode.None) {
            return Judgement.of(Phase.Verified, "");
        }
        for (ObservedBalancer balancer : scope.acks().running()) {
            ProbeState probe = scope.seen()
                    .throughBalancers()
                    .getOrDefault(container.name(), java.util.Map.of())
                    .getOrDefault(balancer.interfaceName(), ProbeState.NONE);
            if (probe.successes() >= PROBES_TO_VERIFY) {
                if (wrongVersion(probe)) {
                    return fault(
                            "WrongVersion",
                            "answers " + versionText(probe) + " through the balancer of " + balancer.interfaceName()
                                    + ", expected " + expectedText());
                }
                continue;
            }
            return unverified(balancer, memory, probe);
        }
        return Judgement.of(Phase.Verified, "");
    }

    private Judgement unverified(ObservedBalancer balancer, ContainerMemory memory, ProbeState probe) {
        List<ListenerState> listeners = balancer.ownListeners();
        if (listeners.stream().noneMatch(ListenerState::bound)) {
            String why =
                    listeners.isEmpty() ? "has no listener" : listeners.get(0).error();
            return Judgement.of(
                    Phase.Staged, "cannot be verified: the balancer of " + balancer.interfaceName() + " " + why);
        }
        Duration patience = Duration.ofSeconds(health.startupSeconds());
        Instant deadline =
                memory.since().plus(patience.compareTo(SHORTEST_VERIFICATION) > 0 ? patience : SHORTEST_VERIFICATION);
        boolean staged = memory.phase() == Phase.Staged;
        if (staged
                && !memory.served()
                && probe.failures() > 0
                && scope.effects().due(deadline, scope.now())) {
            return fault(
                    "ProbeThroughLbFailed",
                    "healthy itself, but not through the balancer of " + balancer.interfaceName() + because(probe));
        }
        return Judgement.of(
                Phase.Staged,
                "waits for " + PROBES_TO_VERIFY + " good answers through the balancer of " + balancer.interfaceName()
                        + because(probe));
    }

    private boolean routed() {
        return template.httpPort().isPresent();
    }

    /** One answer may come from a container that is just starting; three in a row say what it is. */
    private boolean wrongVersion(ProbeState probe) {
        return health.mode().reportsVersion()
                && probe.successes() >= PROBES_TO_VERIFY
                && !(probe.version().equals(Optional.of(template.version()))
                        && (template.configVersion().isEmpty()
                                || template.configVersion().equals(probe.configVersion())));
    }

    private String versionText(ProbeState probe) {
        String config = template.configVersion().isEmpty() ? "" : ", config version \"" + probe.configVersion() + "\"";
        return probe.version().map(version -> "version \"" + version + "\"").orElse("no version") + config;
    }

    private String expectedText() {
        return "\"" + template.version() + "\""
                + (template.configVersion().isEmpty()
                        ? ""
                        : " with config version \"" + template.configVersion() + "\"");
    }

    private static String because(ProbeState probe) {
        return probe.error().isEmpty() ? "" : ": " + probe.error();
    }

    private Judgement fault(String reason, String message) {
        return new Judgement(
                Phase.Starting,
                message,
                Optional.of(new Fault(Fault.Kind.Release, reason, message, release, scope.now(), List.of())));
    }
}
