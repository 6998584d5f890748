package io.warpctl.core.sim;

import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.report.Fault;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A balancer: takes tables in order, keeps the newest on disk, has users' requests in flight. */
final class FakeBalancer {
    private static final int DRAIN_MILLIS = 20_000;

    final String interfaceName;
    private final World world;
    private final SimHost host;
    boolean running;
    /** The table in use, or that would be used after a start: it is on disk before it is used. */
    Optional<RouteTable> table = Optional.empty();

    final Map<String, Integer> inFlight = new TreeMap<>();
    private final Map<String, Long> leftAt = new TreeMap<>();
    private long tableObservedAt;
    private int life;

    FakeBalancer(World world, SimHost host, String interfaceName) {
        this.world = world;
        this.host = host;
        this.interfaceName = interfaceName;
    }

    ObservedBalancer observed() {
        return new ObservedBalancer(
                interfaceName,
                running,
                running ? table : Optional.empty(),
                running ? listeners() : List.of(),
                running ? stats() : List.of());
    }

    boolean knows(String container) {
        return table.flatMap(current -> current.endpoint(container)).isPresent();
    }

    boolean givesWeight(String container) {
        return table.flatMap(current -> current.endpoint(container))
                .map(endpoint -> endpoint.weight() > 0)
                .orElse(false);
    }

    void start(RouteTable newest, long observedAt, FakeDocker.Answer answer) {
        world.time.after(world.dice.between(20, 300), () -> {
            if (!running) {
                running = true;
                life++;
                world.trace(() -> host.name + " balancer " + interfaceName + " starts");
                use(newest, observedAt);
            }
            answer.done();
        });
    }

    void publish(RouteTable newest, long observedAt, FakeDocker.Answer answer) {
        int millis = world.mishap(0.05) ? world.dice.between(500, 5000) : world.dice.between(1, 20);
        int current = life;
        world.time.after(millis, () -> {
            if (!running || life != current) {
                answer.failed(Fault.Kind.Host, "BalancerUnreachable", "connection refused");
                return;
            }
            TableNumber number = table.map(RouteTable::number).orElse(TableNumber.NONE);
            int order = newest.number().compareTo(number);
            if (order < 0 || (order == 0 && !table.equals(Optional.of(newest)))) {
                answer.failed(Fault.Kind.Host, "TableRefused", newest.number() + " after " + number);
                return;
            }
            use(newest, observedAt);
            // The answer may be lost on the way; the table is in use all the same.
            if (world.mishap(0.01)) {
                answer.failed(Fault.Kind.Host, "BalancerUnreachable", "time-out");
            } else {
                answer.done();
            }
        });
    }

    void close(String container, FakeDocker.Answer answer) {
        world.time.after(5, () -> {
            inFlight.remove(container);
            answer.done();
        });
    }

    /** Whether it has requests with the container that may still go on. */
    boolean cutsOff(String container) {
        return inFlight.containsKey(container) && world.time.now() - leftAt.get(container) < DRAIN_MILLIS;
    }

    void kill() {
        if (running) {
            world.trace(() -> host.name + " balancer " + interfaceName + " is killed");
            running = false;
            life++;
            inFlight.clear();
            host.node.balancerChanged();
        }
    }

    private void use(RouteTable newest, long observedAt) {
        boolean older = table.map(current -> current.number().compareTo(newest.number()) >= 0)
                .orElse(false);
        if (!older) {
            Optional<RouteTable> before = table;
            long beforeObservedAt = tableObservedAt;
            tableObservedAt = observedAt;
            world.trace(() -> host.name + " balancer " + interfaceName + " uses " + text(newest));
            world.checks.tableChanged(host, before, beforeObservedAt, newest, observedAt);
            table = Optional.of(newest);
            noteWeights(before);
            before.ifPresent(this::leaveInFlight);
        }
        host.node.balancerChanged();
    }

    private void noteWeights(Optional<RouteTable> before) {
        table.orElseThrow().services().stream()
                .flatMap(service -> service.endpoints().stream())
                .filter(endpoint -> endpoint.weight() > 0)
                .filter(endpoint -> before.flatMap(old -> old.endpoint(endpoint.id()))
                        .filter(old -> old.weight() > 0)
                        .isEmpty())
                .flatMap(endpoint -> Optional.ofNullable(host.docker.containers.get(endpoint.id())).stream())
                .forEach(container -> container.weightedAt = world.time.now());
    }

    /** Requests to containers that get no new ones go on for a while. */
    private void leaveInFlight(RouteTable before) {
        before.services().stream()
                .flatMap(service -> service.endpoints().stream())
                .filter(endpoint -> endpoint.weight() > 0 && !givesWeight(endpoint.id()))
                .map(Endpoint::id)
                .forEach(this::finishLater);
    }

    private void finishLater(String container) {
        if (world.dice.chance(0.5)) {
            inFlight.put(container, world.dice.between(1, 9));
            leftAt.put(container, world.time.now());
            int current = life;
            world.time.after(world.dice.chance(0.1) ? 60_000 : world.dice.between(10, 10_000), () -> {
                if (life == current && inFlight.remove(container) != null) {
                    host.node.trigger();
                }
            });
        }
    }

    private List<ListenerState> listeners() {
        return table.map(RouteTable::listeners).orElse(List.of()).stream()
                .map(listener -> new ListenerState(listener, true, ""))
                .toList();
    }

    private List<EndpointStats> stats() {
        return inFlight.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(host.docker.containers.get(entry.getKey())).stream()
                        .map(container -> new EndpointStats(
                                container.block.service(),
                                container.block.block(),
                                container.release,
                                container.name(),
                                0,
                                0,
                                0,
                                0,
                                entry.getValue(),
                                0,
                                0,
                                List.of())))
                .toList();
    }

    private static String text(RouteTable table) {
        StringBuilder text = new StringBuilder("table " + table.number());
        table.services()
                .forEach(service -> service.endpoints()
                        .forEach(endpoint -> text.append(' ')
                                .append(endpoint.id())
                                .append('/')
                                .append(endpoint.version())
                                .append('*')
                                .append(endpoint.weight())));
        return text.toString();
    }
}
