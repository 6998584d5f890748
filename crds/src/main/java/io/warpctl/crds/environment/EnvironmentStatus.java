package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What the operator found of an environment.
 *
 * @param observedGeneration generation of the spec this was said of
 * @param hosts names of the selected hosts, in order
 * @param loadBalancers the balancers of these hosts
 * @param allocations the routing tables given to their interfaces; one once given is kept
 * @param hostNames host names served, with the service each leads to
 * @param summary counts for {@code kubectl get}
 * @param conditions Ready, PoolOverlap
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EnvironmentStatus(
        @Default("-1") Long observedGeneration,
        List<String> hosts,
        @ListMap({"host", "interface"}) List<LoadBalancerStatus> loadBalancers,

        @ListMap({"host", "interface"})
        @Size(max = 256)
        @ValidationRule(
                value =
                        "self.all(a, !oldSelf.exists(o, o.host == a.host && o.interface == a.interface && o.routingTable != a.routingTable))",
                message = "a routing table once given to an interface is kept")
        List<TableAssignment> allocations,

        @ListMap("name") List<HostNameStatus> hostNames,
        String summary,
        @ListMap("type") List<Condition> conditions) {
    /** Before the operator looked. */
    public static final EnvironmentStatus EMPTY =
            new EnvironmentStatus(-1L, List.of(), List.of(), List.of(), List.of(), "", List.of());

    public EnvironmentStatus {
        observedGeneration = observedGeneration == null ? -1L : observedGeneration;
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        allocations = allocations == null ? List.of() : List.copyOf(allocations);
        hostNames = hostNames == null ? List.of() : List.copyOf(hostNames);
        summary = summary == null ? "" : summary;
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
