package io.warpctl.operator.service;

import io.warpctl.core.rollout.Decision;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.map.Decisions;
import io.warpctl.crds.service.ReleaseRef;
import io.warpctl.crds.service.ServiceStatus;
import io.warpctl.crds.service.TrafficShareStatus;
import io.warpctl.operator.gather.Problem;
import io.warpctl.operator.gather.ServiceInputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status of a WarpService. */
final class ServiceStatuses {
    private final WarpService service;
    private final ServiceInputs inputs;
    private final ServiceState state;
    private final List<Release> known;
    private final long leaderEpoch;
    private final Instant now;

    ServiceStatuses(WarpService service, ServiceInputs inputs, Decision decision, long leaderEpoch, Instant now) {
        this.service = service;
        this.inputs = inputs;
        this.state = decision.state();
        this.known = Stream.concat(inputs.known().stream(), decision.toCreate().stream())
                .toList();
        this.leaderEpoch = leaderEpoch;
        this.now = now;
    }

    /**
     * The status to write; equal to the one stored when nothing of meaning changed.
     *
     * @param traffic measured shares
     */
    ServiceStatus status(List<TrafficShareStatus> traffic) {
        io.warpctl.core.status.ServiceStatus core =
                io.warpctl.core.status.ServiceStatus.of(inputs.spec(), state, known, inputs.hosts(), now);
        return new ServiceStatus(
                service.getMetadata().getGeneration(),
                inputs.spec().templateHash(),
                ref(state.stableRelease()),
                ref(state.targetRelease()),
                core.step().isEmpty() ? null : core.step(),
                core.blocks().isEmpty() ? null : core.blocks(),
                traffic,
                summary(traffic),
                Decisions.quarantined(state),
                inputs.decidable() || decidedBefore() ? Decisions.toResource(state, leaderEpoch) : null,
                conditions(core.conditions()));
    }

    private boolean decidedBefore() {
        return ServiceInputs.status(service).decision() != null;
    }

    private List<Condition> conditions(List<io.warpctl.core.status.Condition> core) {
        List<Condition> said =
                new ArrayList<>(CoreConditions.of(core, service.getMetadata().getGeneration()));
        for (Problem problem : inputs.problems()) {
            if (!problem.reason().equals("HostNameConflict")) {
                said = CoreConditions.stalledBy(
                        problem, said, service.getMetadata().getGeneration());
                break;
            }
        }
        for (Problem problem : inputs.problems()) {
            if (problem.reason().equals("HostNameConflict")) {
                said = CoreConditions.conflicting(
                        problem,
                        said,
                        service.getMetadata().getGeneration(),
                        inputs.spec().hostNames().isEmpty());
            }
        }
        return Conditions.keepTransitions(ServiceInputs.status(service).conditions(), said, now);
    }

    private ReleaseRef ref(Optional<String> hash) {
        return hash.map(value -> known.stream()
                        .filter(release -> release.hash().equals(value))
                        .findFirst()
                        .map(release -> new ReleaseRef(
                                value,
                                release.name(),
                                release.revision(),
                                release.template().version()))
                        .orElseGet(() -> new ReleaseRef(value, null, null, null)))
                .orElse(null);
    }

    private static String summary(List<TrafficShareStatus> traffic) {
        return traffic.isEmpty()
                ? null
                : traffic.stream()
                        .map(share -> share.version() + ":" + share.percent() + "%")
                        .collect(Collectors.joining(" "));
    }
}
