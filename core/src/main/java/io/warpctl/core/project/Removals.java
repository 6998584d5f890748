package io.warpctl.core.project;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.ServiceState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a host may take away: only what a person was seen to delete, to move to other hosts, or what was stopped since its release
 * is at fault. An entry stays until the host, following a plan with it, reports nothing of it any more.
 */
final class Removals {
    private final String host;
    private final HostInputs inputs;
    private final List<ServicePlan> planned;

    Removals(String host, HostInputs inputs, List<ServicePlan> planned) {
        this.host = host;
        this.inputs = inputs;
        this.planned = planned;
    }

    List<Removal> list() {
        Set<Removal> removals = new LinkedHashSet<>();
        inputs.deleted().stream()
                .sorted()
                .map(service -> new Removal(service, Optional.empty()))
                .filter(this::needed)
                .forEach(removals::add);
        for (DecidedService service : inputs.services()) {
            if (!inputs.deleted().contains(service.spec().ref())) {
                leaving(service).stream()
                        .map(block -> new Removal(service.spec().ref(), Optional.of(block)))
                        .filter(this::needed)
                        .forEach(removals::add);
            }
        }
        return removals.stream()
                .sorted((one, other) -> key(one).compareTo(key(other)))
                .toList();
    }

    /** Whether a host that follows the plan has nothing left of what the entry allows to remove. */
    static boolean confirmed(Removal removal, HostPlan plan, HostReport report) {
        return report.acceptedGeneration() >= plan.generation()
                && new HostView("", true, report).dockerDown().isEmpty()
                && !reported(removal, report);
    }

    /** Blocks of the service that are not to run here. */
    private Set<String> leaving(DecidedService service) {
        ServiceState state = service.state();
        Set<String> leaving = new TreeSet<>(state.removedBlocks());
        // The decision may not have seen yet that a block is declared no more.
        leaving.addAll(state.blocks().keySet());
        inputs.previous().flatMap(plan -> plan.service(service.spec().ref())).stream()
                .flatMap(plan -> plan.blocks().stream())
                .forEach(block -> leaving.add(block.name()));
        for (BlockSpec block : service.spec().blocks()) {
            leaving.remove(block.name());
            if (!block.hosts().contains(host) || state.block(block.name()).stopped()) {
                leaving.add(block.name());
            }
        }
        planned.stream()
                .filter(plan -> plan.ref().equals(service.spec().ref()))
                .flatMap(plan -> plan.blocks().stream())
                .forEach(block -> leaving.remove(block.name()));
        return leaving;
    }

    private boolean needed(Removal removal) {
        return reported(removal, inputs.report())
                || inputs.previous().map(plan -> awaited(removal, plan)).orElse(false);
    }

    private boolean awaited(Removal removal, HostPlan previous) {
        boolean listed = previous.removals().stream().anyMatch(before -> covers(before, removal));
        return (listed && !confirmed(removal, previous, inputs.report())) || plannedIn(previous, removal);
    }

    private static boolean covers(Removal before, Removal removal) {
        return before.service().equals(removal.service())
                && (before.block().isEmpty()
                        || removal.block().isEmpty()
                        || before.block().equals(removal.block()));
    }

    private static boolean plannedIn(HostPlan plan, Removal removal) {
        return plan.service(removal.service()).stream()
                .flatMap(service -> service.blocks().stream().map(block -> ref(service.ref(), block.name())))
                .anyMatch(removal::covers);
    }

    private static boolean reported(Removal removal, HostReport report) {
        return report.blocks().stream()
                .filter(block -> !block.containers().isEmpty())
                .map(BlockReport::block)
                .anyMatch(removal::covers);
    }

    private static BlockRef ref(ServiceRef service, String block) {
        return service.block(block);
    }

    private static String key(Removal removal) {
        return removal.service() + "/" + removal.block().orElse("");
    }
}
