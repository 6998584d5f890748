package io.warpctl.operator.gather;

import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.HostView;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.map.Reports;
import io.warpctl.crds.plan.PlanStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Hosts as core sees them. */
public final class HostViews {
    private HostViews() {}

    /** The hosts of the given names; one whose WarpHost is gone is not ready. */
    public static List<HostView> of(Snapshot snapshot, Collection<String> names) {
        return names.stream()
                .distinct()
                .sorted()
                .map(name -> new HostView(
                        name, snapshot.host(name).map(HostViews::ready).orElse(false), report(snapshot, name)))
                .toList();
    }

    /** The last report of a host; the empty one for one that cannot be read: it must not hold up the other hosts. */
    public static HostReport report(Snapshot snapshot, String name) {
        return snapshot.plan(name)
                .map(WarpHostPlan::getStatus)
                .flatMap(HostViews::readable)
                .orElse(HostReport.EMPTY);
    }

    private static Optional<HostReport> readable(PlanStatus status) {
        try {
            return Optional.of(Reports.toCore(status));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** Whether the host's node reports in time, as the operator last said. */
    public static boolean ready(WarpHost host) {
        return host.getStatus() != null && Conditions.holds(host.getStatus().conditions(), "Ready");
    }
}
