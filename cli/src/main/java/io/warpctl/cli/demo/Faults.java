package io.warpctl.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.api.Api;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.plan.FaultStatus;
import io.warpctl.crds.plan.PlanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a host reports as wrong with a release. */
final class Faults {
    private Faults() {}

    /** The fault of a release of this version, with the last lines of its container, once a host reports one with them. */
    static Optional<List<String>> explain(Api api, String version) {
        try {
            WarpHostPlan plan = api.client()
                    .resources(WarpHostPlan.class)
                    .withName(Manifests.HOST)
                    .get();
            if (plan == null || plan.getStatus() == null) {
                return Optional.empty();
            }
            return faults(plan, version).stream()
                    .filter(fault -> !fault.logTail().isEmpty())
                    .findFirst()
                    .map(Faults::lines);
        } catch (KubernetesClientException e) {
            // The API server is away for a moment: it is asked again.
            return Optional.empty();
        }
    }

    private static List<FaultStatus> faults(WarpHostPlan plan, String version) {
        PlanStatus status = plan.getStatus();
        return status.blocks().stream()
                .map(block -> Optional.ofNullable(block.fault()))
                .flatMap(Optional::stream)
                .filter(fault -> Optional.ofNullable(plan.getSpec().releases().get(fault.release()))
                        .map(release -> release.version().equals(version))
                        .orElse(false))
                .toList();
    }

    private static List<String> lines(FaultStatus fault) {
        List<String> lines = new ArrayList<>(List.of(fault.reason() + ": " + fault.message()));
        fault.logTail().forEach(line -> lines.add("  | " + line));
        return lines;
    }
}
