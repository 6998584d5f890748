package io.warpctl.node.network;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Threads;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final Runnable changed;
    private final IpCommand ip;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Threads.named("warp-routing"));
    private final OwnTables own;
    private volatile Optional<HostCondition> condition = Optional.empty();

    private PolicyRouting(Supplier<Optional<HostPlan>> plan, Runnable changed, IpCommand ip, OwnTables own) {
        this.own = own;
        this.plan = plan;
        this.changed = changed;
        this.ip = ip;
    }

    /**
     * Starts.
     *
     * @param plan the plan in force
     * @param file keeps which tables are this node's
     * @param changed called, on another thread, when {@link #condition()} has changed
     */
    public static PolicyRouting start(Supplier<Optional<HostPlan>> plan, Path file, Runnable changed) {
        PolicyRouting routing = new PolicyRouting(plan, changed, new IpCommand(List.of("ip")), new OwnTables(file));
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
            plan.get().ifPresent(present -> keep(present, Link.read(), FoundInterfaces.gateways()));
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.error("the routing cannot be looked at", e);
        }
    }

    private void keep(HostPlan present, Map<String, Link> links, Map<String, String> gateways) {
        Routing wanted = WantedRouting.of(present, links, gateways);
        Set<Integer> tables = new HashSet<>(own.numbers());
        tables.addAll(wanted.tables());
        if (tables.isEmpty()) {
            say(Optional.empty());
            return;
        }
        try {
            own.set(tables);
            for (List<String> command : RoutingChange.between(ip.read().only(tables), wanted)) {
                LOG.info("ip {}", String.join(" ", command));
                ip.run(command);
            }
            own.set(wanted.tables());
            say(Optional.of(new HostCondition(CONDITION, true, "TablesConverged", "")));
        } catch (ActionException e) {
            say(Optional.of(new HostCondition(CONDITION, false, e.reason(), e.getMessage())));
        }
    }

    private void say(Optional<HostCondition> now) {
        if (!now.equals(condition)) {
            condition = now;
            changed.run();
        }
    }
}
