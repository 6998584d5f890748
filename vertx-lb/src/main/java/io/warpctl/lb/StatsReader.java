package io.warpctl.lb;

import io.vertx.core.Future;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.TableNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sums what the event loops counted. */
final class StatsReader {
    private final Loops loops;
    private final Instant startedAt;
    private final Supplier<List<ListenerState>> listeners;
    private Supplier<TableNumber> number = () -> TableNumber.NONE;

    private record Share(long unrouted, List<EndpointStats> endpoints) {}

    StatsReader(Loops loops, Instant startedAt, Supplier<List<ListenerState>> listeners) {
        this.loops = loops;
        this.startedAt = startedAt;
        this.listeners = listeners;
    }

    /** Where to ask for the number of the table in force. */
    void numberFrom(Supplier<TableNumber> source) {
        number = source;
    }

    Future<BalancerStats> read() {
        return loops.ask(member ->
                        new Share(member.loop().unrouted(), member.loop().stats()))
                .map(shares -> new BalancerStats(
                        ProcessHandle.current().pid(),
                        startedAt,
                        number.get(),
                        listeners.get(),
                        shares.stream().mapToLong(Share::unrouted).sum(),
                        sum(shares.stream().map(Share::endpoints).toList())));
    }

    static List<EndpointStats> sum(List<List<EndpointStats>> perLoop) {
        Map<String, EndpointStats> sums = new LinkedHashMap<>();
        perLoop.forEach(loop -> loop.forEach(stats -> sums.merge(stats.endpoint(), stats, StatsReader::add)));
        return List.copyOf(sums.values());
    }

    private static EndpointStats add(EndpointStats a, EndpointStats b) {
        List<Long> latency = new ArrayList<>();
        for (int i = 0; i < a.latencyMillis().size(); i++) {
            latency.add(a.latencyMillis().get(i) + b.latencyMillis().get(i));
        }
        return new EndpointStats(
                a.service(),
                a.block(),
                a.release(),
                a.endpoint(),
                a.selected() + b.selected(),
                a.requests() + b.requests(),
                a.failures() + b.failures(),
                a.probes() + b.probes(),
                a.httpInFlight() + b.httpInFlight(),
                a.webSockets() + b.webSockets(),
                Math.max(a.lastSelectedMillis(), b.lastSelectedMillis()),
                latency);
    }
}
