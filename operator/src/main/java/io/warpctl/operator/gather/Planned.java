package io.warpctl.operator.gather;

import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.map.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a service runs by the plans as they are: what is kept while its declaration names no place to run. Plans are only read
 * when that is asked.
 */
final class Planned {
    private final Snapshot snapshot;
    private final ServiceRef service;
    private Optional<Map<String, ServicePlan>> byHost = Optional.empty();

    Planned(Snapshot snapshot, ServiceRef service) {
        this.snapshot = snapshot;
        this.service = service;
    }

    /** The hosts whose plans have the block. */
    List<String> hosts(String block) {
        return byHost().entrySet().stream()
                .filter(entry -> entry.getValue().blocks().stream()
                        .anyMatch(planned -> planned.name().equals(block)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The service in one of the plans. */
    Optional<ServicePlan> any() {
        return byHost().values().stream().findFirst();
    }

    private Map<String, ServicePlan> byHost() {
        if (byHost.isEmpty()) {
            Map<String, ServicePlan> found = new TreeMap<>();
            for (WarpHostPlan plan : snapshot.plans()) {
                Plans.toCore(plan.getSpec())
                        .service(service)
                        .ifPresent(planned -> found.put(plan.getMetadata().getName(), planned));
            }
            byHost = Optional.of(found);
        }
        return byHost.get();
    }
}
