package io.warpctl.node.network;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules and tables of the plan's interfaces as they should be, looking once a second. What is not marked as ours, or in
 * a table that is not this node's, is not touched.
 */
public final class PolicyRouting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRouting.class);
    private static final String CONDITION = "RoutingReady";

    private final Supplier<Optional<HostPlan>> plan;
    private final Predicate<String> inUse;
    private final Runnable changed;
    private final IpCommand ip;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Threads.named("warp-routing"));
    private final OwnTables own;
    private final Map<Family, Set<Integer>> empty = new EnumMap<>(Family.class);
    private volatile Optional<HostCondition> condition = Optional.empty();

    PolicyRouting(
            Supplier<Optional<HostPlan>> plan, Predicate<String> inUse, Runnable changed, IpCommand ip, OwnTables own) {
        this.own = own;
        this.plan = plan;
        this.inUse = inUse;
        this.changed = changed;
        this.ip = ip;
    }

    /**
     * Starts.
     *
     * @param plan the plan in force
     * @param file keeps which tables are this node's
     * @param inUse whether an interface that is not planned any more still has connections: its routing stays until then
     * @param changed called, on another thread, when {@link #condition()} has changed
     */
    public static PolicyRouting start(
            Supplier<Optional<HostPlan>> plan, Path file, Predicate<String> inUse, Runnable changed) {
        PolicyRouting routing =
                new PolicyRouting(plan, inUse, changed, new IpCommand(List.of("ip")), new OwnTables(file));
        routing.thread.scheduleWithFixedDelay(routing::look, 0, 1, TimeUnit.SECONDS);
        return routing;
    }

    /** Whether the routing is as planned; empty when the plan asks for none. */
    public Optional<HostCondition> condition() {
        return condition;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            plan.get().ifPresent(present -> keep(present, Link.read()));
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.error("the routing cannot be looked at", e);
        }
    }

    /** One look. */
    void keep(HostPlan present, Map<String, Link> links) {
        Map<Integer, String> planned = planned(present);
        Map<Integer, String> leaving = new HashMap<>(own.interfaces());
        leaving.keySet().removeAll(planned.keySet());
        if (planned.isEmpty() && leaving.isEmpty()) {
            say(Optional.empty());
            return;
        }
        try {
            own.set(together(planned, leaving));
            Map<Integer, String> kept = new HashMap<>(leaving);
            kept.values().removeIf(name -> planned.containsValue(name) || !inUse.test(name));
            Set<Integer> tables = new HashSet<>(own.interfaces().keySet());
            tables.removeAll(kept.keySet());
            List<ActionException> failures = new ArrayList<>();
            for (Family family : Family.values()) {
                try {
                    converge(family, present, links, tables);
                } catch (ActionException e) {
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            own.set(together(planned, kept));
            say(Optional.of(new HostCondition(CONDITION, true, "TablesConverged", "")));
        } catch (ActionException e) {
            say(Optional.of(new HostCondition(CONDITION, false, e.reason(), e.getMessage())));
        }
    }

    private void converge(Family family, HostPlan present, Map<String, Link> links, Set<Integer> tables) {
        Map<String, String> gateways =
                WantedRouting.needsGateways(family, present, links) ? ip.gateways(family) : Map.of();
        Routing wanted = WantedRouting.of(family, present, links, gateways);
        if (wanted.equals(Routing.NONE) && empty.getOrDefault(family, Set.of()).containsAll(tables)) {
            // A host with addresses of one kind only is spared looking for the other's.
            return;
        }
        Routing actual = ip.read(family).only(tables);
        for (List<String> command : RoutingChange.between(actual, wanted)) {
            LOG.info("ip {} {}", family.option, String.join(" ", command));
            ip.run(family, command);
        }
        empty.put(family, wanted.equals(Routing.NONE) ? tables : Set.of());
    }

    private static Map<Integer, String> planned(HostPlan present) {
        Map<Integer, String> tables = new HashMap<>();
        for (InterfacePlan planned : present.interfaces()) {
            planned.routingTable().ifPresent(table -> tables.put(table, planned.name()));
        }
        return tables;
    }

    private static Map<Integer, String> together(Map<Integer, String> one, Map<Integer, String> other) {
        Map<Integer, String> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    private void say(Optional<HostCondition> now) {
        if (!now.equals(condition)) {
            condition = now;
            changed.run();
        }
    }
}
