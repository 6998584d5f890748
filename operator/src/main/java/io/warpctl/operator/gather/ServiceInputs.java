package io.warpctl.operator.gather;

import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.map.Decisions;
import io.warpctl.crds.map.Releases;
import io.warpctl.crds.service.ServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is decided on for one service.
 *
 * @param spec the declaration
 * @param state what was decided last
 * @param known the releases that exist
 * @param hosts the hosts its blocks are on
 * @param problems what a person must change, the gravest first
 * @param decidable whether there is a place to run, and a template to run; if not, what was decided stays
 */
public record ServiceInputs(
        ServiceSpec spec,
        ServiceState state,
        List<Release> known,
        List<HostView> hosts,
        List<Problem> problems,
        boolean decidable) {

    /** What is decided on for a service. */
    public static ServiceInputs of(Snapshot snapshot, WarpService service) {
        Planned planned = new Planned(snapshot, Snapshot.ref(service));
        Placement placement = new Placement(snapshot, service, planned);
        HostNames names = HostNames.of(snapshot);
        ServiceSpec spec = new Declaration(snapshot, service, placement, names, planned).spec();
        List<Problem> problems = new ArrayList<>();
        Optional<Problem> limits = Limits.problem(service.getSpec());
        placement.problem().ifPresent(problems::add);
        limits.ifPresent(problems::add);
        names.conflict(spec.ref()).ifPresent(problems::add);
        List<String> hosts =
                spec.blocks().stream().flatMap(block -> block.hosts().stream()).toList();
        return new ServiceInputs(
                spec,
                Decisions.toCore(status(service)),
                snapshot.releasesOf(service).stream().map(Releases::toCore).toList(),
                HostViews.of(snapshot, hosts),
                List.copyOf(problems),
                placement.selectsAny() && limits.isEmpty());
    }

    /** The status of a service, the empty one before the first. */
    public static ServiceStatus status(WarpService service) {
        return Optional.ofNullable(service.getStatus()).orElse(ServiceStatus.EMPTY);
    }
}
