package io.warpctl.operator.environment;

import io.warpctl.core.allocate.RoutingTables;
import io.warpctl.core.allocate.RoutingTables.Allocation;
import io.warpctl.core.allocate.RoutingTables.Slot;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.crds.environment.TableRange;
import io.warpctl.crds.host.InterfaceSpec;
import io.warpctl.operator.gather.Interfaces;
import io.warpctl.operator.gather.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The routing tables of the hosts an environment owns: those that no older environment selects. */
final class Tables {
    private Tables() {}

    static Allocation of(Snapshot snapshot, WarpEnvironment environment) {
        Set<Slot> wanted = new HashSet<>();
        Set<String> owned = new HashSet<>();
        for (WarpHost host : snapshot.hostsOf(environment)) {
            if (snapshot.environmentsOn(host).get(0).equals(environment)) {
                owned.add(host.getMetadata().getName());
                wanted.addAll(slots(host));
            }
        }
        TableRange range = environment.getSpec().routingTables();
        return RoutingTables.allocate(
                range.from(),
                range.to(),
                given(snapshot, environment, owned),
                assignments(environment.getSpec().reservations()),
                wanted);
    }

    /** As a status lists them. */
    static List<TableAssignment> list(Allocation allocation) {
        return new TreeMap<>(allocation.tables())
                .entrySet().stream()
                        .map(entry -> new TableAssignment(
                                entry.getKey().host(), entry.getKey().interfaceName(), entry.getValue()))
                        .toList();
    }

    private static Set<Slot> slots(WarpHost host) {
        Set<Slot> slots = new HashSet<>();
        for (InterfaceSpec one : Interfaces.of(host)) {
            if (Interfaces.routed(host, one.name())) {
                slots.add(new Slot(host.getMetadata().getName(), one.name()));
            }
        }
        return slots;
    }

    /** What the status says; for hosts it says nothing of, what their plans say. */
    private static Map<Slot, Integer> given(Snapshot snapshot, WarpEnvironment environment, Set<String> owned) {
        Map<Slot, Integer> given = new HashMap<>();
        for (String host : owned) {
            snapshot.plan(host)
                    .ifPresent(plan -> plan.getSpec().interfaces().stream()
                            .filter(one -> one.routingTable() != null)
                            .forEach(one -> given.put(new Slot(host, one.name()), one.routingTable())));
        }
        EnvironmentStatus status = environment.getStatus();
        Map<Slot, Integer> said = assignments(status == null ? List.of() : status.allocations());
        said.forEach((slot, table) -> {
            if (owned.contains(slot.host())) {
                given.put(slot, table);
            }
        });
        return given;
    }

    private static Map<Slot, Integer> assignments(List<TableAssignment> assignments) {
        Map<Slot, Integer> tables = new HashMap<>();
        assignments.forEach(one -> tables.put(new Slot(one.host(), one.interfaceName()), one.routingTable()));
        return tables;
    }
}
