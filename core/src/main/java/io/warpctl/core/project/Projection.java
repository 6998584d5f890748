package io.warpctl.core.project;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.PendingResolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns decisions into plans. Pure: the same arguments give the same plan. */
public final class Projection {
    private Projection() {}

    /**
     * The plan of a host. It is the previous one itself when nothing is different, or when that was written by a later leader:
     * then there is nothing to write. The epoch is part of what may differ, so that a new leader's first act keeps a deposed one
     * from changing anything. A host that follows a generation higher than its plan's, since that was lost, gets one it accepts.
     *
     * @param host name of the host
     * @param inputs what it follows from
     */
    public static HostPlan project(String host, HostInputs inputs) {
        long generation = inputs.previous().map(HostPlan::generation).orElse(0L);
        boolean deposed = inputs.previous()
                .map(previous -> previous.leaderEpoch() > inputs.leaderEpoch())
                .orElse(false);
        if (deposed) {
            return inputs.previous().get();
        }
        HostPlan same = content(host, inputs, generation);
        long followed = inputs.report().acceptedGeneration();
        boolean unchanged = inputs.previous().map(same::equals).orElse(false) && followed <= generation;
        return unchanged ? inputs.previous().get() : content(host, inputs, Math.max(generation, followed) + 1);
    }

    /**
     * Whether nothing of a deleted service is left on a host, so that its deletion may end.
     *
     * @param service the deleted service
     * @param plan the host's plan
     * @param report the host's last report
     */
    public static boolean gone(ServiceRef service, HostPlan plan, HostReport report) {
        boolean planned = plan.service(service).isPresent();
        boolean awaited = plan.removals().stream()
                .anyMatch(removal -> removal.service().equals(service) && !Removals.confirmed(removal, plan, report));
        return !planned && !awaited;
    }

    private static HostPlan content(String host, HostInputs inputs, long generation) {
        Map<String, ReleaseTemplate> releases = new TreeMap<>();
        List<ServicePlan> services = new ArrayList<>();
        inputs.services().stream()
                .filter(service -> !inputs.deleted().contains(service.spec().ref()))
                .sorted(Comparator.comparing(service -> service.spec().ref()))
                .forEach(service -> new ServiceProjection(host, service, inputs.previous(), releases)
                        .plan()
                        .ifPresent(services::add));
        List<Removal> removals = new Removals(host, inputs, services).list();
        return new HostPlan(
                inputs.clusterUid(),
                generation,
                inputs.leaderEpoch(),
                inputs.servicesNetwork(),
                releases,
                services,
                inputs.interfaces(),
                resolve(host, inputs),
                removals);
    }

    private static List<String> resolve(String host, HostInputs inputs) {
        return inputs.services().stream()
                .filter(service -> !inputs.deleted().contains(service.spec().ref()))
                .flatMap(service -> service.state().pending().stream())
                .filter(pending -> pending.host().equals(host))
                .map(PendingResolution::reference)
                .distinct()
                .sorted()
                .toList();
    }
}
