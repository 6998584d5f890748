package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds, starts and judges the container of a wanted release in one block. */
final class Candidates {
    /** Stable, serving and candidate: no block has more containers on a host. */
    static final int MOST_PER_BLOCK = 3;

    private static final int EXIT_SIGKILL = 137;
    private static final int EXIT_SIGTERM = 143;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FAULT_SHOWN = Duration.ofSeconds(10);

    private final Scope scope;
    private final ServicePlan service;
    private final BlockRef block;
    private final List<ObservedContainer> own;
    private final Optional<ObservedContainer> weighted;
    private final boolean lastResort;
    private boolean triedAgain;

    /** @param lastResort whether the plan names nothing else for the block, so that even a release at fault is tried again */
    Candidates(
            Scope scope,
            ServicePlan service,
            BlockRef block,
            List<ObservedContainer> own,
            Optional<ObservedContainer> weighted,
            boolean lastResort) {
        this.scope = scope;
        this.service = service;
        this.block = block;
        this.own = own;
        this.weighted = weighted;
        this.lastResort = lastResort;
    }

    Candidate of(String release) {
        ReleaseTemplate unresolved = scope.plan().releases().get(release);
        if (unresolved == null) {
            return held(release, "ReleaseMissing", "the plan names release " + release + " but does not describe it");
        }
        Optional<ReleaseTemplate> resolved = scope.images().resolved(unresolved);
        if (resolved.isEmpty()) {
            return pulling(unresolved, release);
        }
        ReleaseTemplate template = resolved.get();
        String specHash = SpecHash.of(block, template);
        String faultKey = Ledger.faultKey(block, specHash);
        Fault known = scope.ledger().faults.get(faultKey);
        if (known != null && !mayTryAgain(known, specHash)) {
            return faulted(known, faultKey, specHash);
        }
        if (known != null) {
            scope.ledger().faults.remove(faultKey);
            triedAgain = true;
        }
        Optional<ObservedContainer> existing = existing(specHash);
        if (existing.isEmpty()) {
            return start(template, release, specHash);
        }
        Candidate candidate = look(existing.get(), template, release);
        candidate.fault().filter(fault -> fault.kind() == Fault.Kind.Release).ifPresent(fault -> {
            scope.ledger().faults.put(faultKey, fault);
            scope.ledger().retire(existing.get().name(), fault.message(), scope.now());
        });
        return candidate;
    }

    /** The container with the block's weight first, then one that served, then the newest. */
    private Optional<ObservedContainer> existing(String specHash) {
        return own.stream()
                .filter(container -> container.specHash().equals(specHash))
                .filter(container -> scope.memory(container).retired().isEmpty())
                .filter(container -> !scope.memory(container).stopping())
                .min(Comparator.comparing((ObservedContainer container) ->
                                !weighted.filter(container::equals).isPresent())
                        .thenComparing(container -> !container.running())
                        .thenComparing(container -> !scope.memory(container).served()));
    }

    private Candidate look(ObservedContainer container, ReleaseTemplate template, String release) {
        return switch (container.state()) {
            case RUNNING -> running(container, template, release);
            case CREATED -> created(container, release);
            case EXITED -> exited(container, release);
        };
    }

    private Candidate running(ObservedContainer container, ReleaseTemplate template, String release) {
        Judgement judgement = new Judge(scope, service.health(), template, release).judge(container);
        ContainerMemory memory = scope.memory(container);
        if (judgement.fault().isPresent() && memory.served()) {
            // A release that was verified here is not at fault any more: its container is replaced instead.
            judgement = Judgement.of(Phase.Starting, judgement.message());
        }
        if (memory.served() && unhealthyTooLong(container)) {
            scope.ledger()
                    .retire(
                            container.name(),
                            "unhealthy for " + service.health().unhealthySeconds() + " s",
                            scope.now());
        }
        return new Candidate(Optional.of(container), judgement, judgement.fault(), "");
    }

    private boolean unhealthyTooLong(ObservedContainer container) {
        if (service.health().mode() == HealthMode.None) {
            return false;
        }
        return scope.seen()
                .direct()
                .getOrDefault(container.name(), ProbeState.NONE)
                .failingSince()
                .map(since ->
                        scope.effects().due(since.plusSeconds(service.health().unhealthySeconds()), scope.now()))
                .orElse(false);
    }

    private Candidate created(ObservedContainer container, String release) {
        Action action = new Action.StartContainer(container.name(), "it was created and not started");
        scope.effects().retrying(action, SHORTEST, LONGEST, scope.seen(), scope.now());
        return new Candidate(
                Optional.of(container),
                Judgement.of(Phase.Starting, "waits for Docker to start it"),
                failure(action, release),
                "");
    }

    /** A candidate that ends by itself is at fault; one that served, or was killed from outside, is started again. */
    private Candidate exited(ObservedContainer container, String release) {
        ContainerMemory memory = scope.memory(container);
        int code = container.exitCode().orElse(0);
        boolean killed = !container.oomKilled() && (code == EXIT_SIGKILL || code == EXIT_SIGTERM);
        if (!memory.served() && !killed) {
            String how = container.oomKilled() ? "was killed for lack of memory" : "exited with code " + code;
            Fault fault = new Fault(
                    Fault.Kind.Release,
                    container.oomKilled() ? "OutOfMemory" : "Exited",
                    "the container " + how + " before it was verified",
                    release,
                    scope.now(),
                    List.of());
            return new Candidate(
                    Optional.of(container), Judgement.of(Phase.Starting, fault.message()), Optional.of(fault), "");
        }
        Action action = new Action.StartContainer(container.name(), "it ended with code " + code);
        Restarts restarts = scope.ledger().restarts.get(block.toString());
        boolean counted = restarts != null && restarts.last().isAfter(container.startedAt());
        if (counted || mayRestart(restarts)) {
            if (!counted) {
                countRestart(restarts);
            }
            scope.effects().retrying(action, SHORTEST, LONGEST, scope.seen(), scope.now());
        }
        String when = counted || restarts == null ? "" : ", not before " + restarts.notBefore();
        return new Candidate(
                Optional.of(container),
                Judgement.of(Phase.Starting, "ended with code " + code + ", is started again" + when),
                failure(action, release),
                "");
    }

    private Candidate start(ReleaseTemplate template, String release, String specHash) {
        if (!scope.images().present(template)) {
            return pulling(template, release);
        }
        String name = ContainerSpecs.name(block, specHash, attempt());
        boolean decided = scope.ledger().containers.containsKey(name)
                && scope.ledger().containers.get(name).phase() == Phase.Pulling;
        if (!decided) {
            Optional<Candidate> wait = mayStart(release, specHash);
            if (wait.isPresent()) {
                return wait.get();
            }
            scope.ledger().attempts.merge(block.toString(), 1, Integer::sum);
            name = ContainerSpecs.name(block, specHash, attempt());
        }
        String container = name;
        Optional<String> address = address(container);
        if (address.isEmpty()) {
            return held(
                    release,
                    "AddressesExhausted",
                    "no free address in " + scope.plan().servicesNetwork().subnet()
                            + ": widen the environment's servicesNetwork");
        }
        scope.ledger()
                .containers
                .putIfAbsent(
                        container, new ContainerMemory(Phase.Pulling, scope.now(), false, Optional.empty(), false));
        Action action = new Action.RunContainer(
                ContainerSpecs.of(scope, block, template, release, specHash, container, address.get()),
                "release " + template.version() + " is to run in block " + block.block());
        scope.effects().retrying(action, SHORTEST, LONGEST, scope.seen(), scope.now());
        Optional<Fault> failed = failure(action, release);
        failed.filter(fault -> fault.kind() == Fault.Kind.Release)
                .ifPresent(fault -> scope.ledger().faults.put(Ledger.faultKey(block, specHash), fault));
        return new Candidate(
                Optional.empty(), Judgement.of(Phase.Pulling, "waits for Docker to start it"), failed, container);
    }

    /** What keeps a new container from being started now; empty when nothing does. */
    private Optional<Candidate> mayStart(String release, String specHash) {
        if (own.size() >= MOST_PER_BLOCK) {
            return Optional.of(waits("waits for an older container to leave: " + own.size() + " exist"));
        }
        boolean again = triedAgain
                || own.stream().anyMatch(container -> container.specHash().equals(specHash))
                || servedHere(release);
        Restarts restarts = scope.ledger().restarts.get(block.toString());
        if (!again) {
            return Optional.empty();
        }
        if (!mayRestart(restarts)) {
            return Optional.of(waits("is replaced, not before " + restarts.notBefore()));
        }
        countRestart(restarts);
        return Optional.empty();
    }

    /**
     * A release at fault is not tried again, unless the plan has nothing else for the block, neither to go to nor to go back to:
     * then trying is all that can help. Not before everyone could see the fault, unless the clock was set back since, and with the
     * waits of a restart.
     */
    private boolean mayTryAgain(Fault fault, String specHash) {
        boolean left = own.stream().noneMatch(container -> container.specHash().equals(specHash));
        return lastResort
                && left
                && (fault.at().isAfter(scope.now())
                        || scope.effects().due(fault.at().plus(FAULT_SHOWN), scope.now()))
                && mayRestart(scope.ledger().restarts.get(block.toString()));
    }

    /** Whether the newest tables gave weight to a container of this release that is gone now. */
    private boolean servedHere(String release) {
        return scope.current().stream()
                .filter(route -> route.service().equals(block.service()))
                .flatMap(route -> route.endpoints().stream())
                .anyMatch(endpoint -> endpoint.block().equals(block.block())
                        && endpoint.release().equals(release)
                        && endpoint.weight() > 0);
    }

    private boolean mayRestart(Restarts restarts) {
        return restarts == null || scope.effects().due(restarts.notBefore(), scope.now());
    }

    private void countRestart(Restarts restarts) {
        Restarts next = restarts == null ? new Restarts(1, scope.now()) : restarts.again(scope.now());
        scope.ledger().restarts.put(block.toString(), next);
    }

    private int attempt() {
        return scope.ledger().attempts.getOrDefault(block.toString(), 0);
    }

    private Optional<String> address(String container) {
        Optional<String> assigned = scope.ledger().addresses.entrySet().stream()
                .filter(entry -> entry.getValue().container().equals(container)
                        && entry.getValue().freedAt().isEmpty())
                .map(java.util.Map.Entry::getKey)
                .findFirst();
        if (assigned.isPresent()) {
            return assigned;
        }
        Optional<String> free = Addresses.assign(
                scope.plan().servicesNetwork(), scope.ledger().addresses, Routes.addressesInUse(scope), scope.now());
        free.ifPresent(address -> scope.ledger().addresses.put(address, new AddressUse(container, Optional.empty())));
        return free;
    }

    /** A release at fault: its container is read out and then leaves. */
    private Candidate faulted(Fault fault, String faultKey, String specHash) {
        Fault current = fault;
        Optional<ObservedContainer> container = own.stream()
                .filter(candidate -> candidate.specHash().equals(specHash))
                .findFirst();
        if (container.isPresent()) {
            scope.ledger().retire(container.get().name(), fault.message(), scope.now());
            if (fault.logTail().isEmpty() && container.get().logTail().isPresent()) {
                current = fault.withLogTail(container.get().logTail().get());
                scope.ledger().faults.put(faultKey, current);
            }
        }
        return new Candidate(Optional.empty(), Judgement.of(Phase.Starting, fault.message()), Optional.of(current), "");
    }

    private Candidate pulling(ReleaseTemplate template, String release) {
        return new Candidate(
                Optional.empty(),
                Judgement.of(Phase.Pulling, "waits for image " + template.image()),
                scope.images().fault(template, release),
                "");
    }

    private Candidate waits(String message) {
        return new Candidate(Optional.empty(), Judgement.of(Phase.Pulling, message), Optional.empty(), "");
    }

    private Candidate held(String release, String reason, String message) {
        Fault fault = new Fault(Fault.Kind.Host, reason, message, release, scope.now(), List.of());
        return new Candidate(Optional.empty(), Judgement.of(Phase.Pulling, message), Optional.of(fault), "");
    }

    private Optional<Fault> failure(Action action, String release) {
        return Optional.ofNullable(scope.seen().failures().get(action.key()))
                .map(failure -> new Fault(
                        failure.kind(), failure.reason(), failure.message(), release, failure.at(), List.of()));
    }
}
