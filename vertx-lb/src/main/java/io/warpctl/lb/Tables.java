package io.warpctl.lb;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.RouteTable;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes tables one at a time: on disk, in force on every event loop, acknowledged. Used on one thread. */
final class Tables {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    /** What became of a table. */
    sealed interface Outcome {}

    /** In force on every event loop. */
    record Accepted(BalancerStats stats) implements Outcome {}

    /** Not newer than this one, which stays in force. */
    record Refused(RouteTable current) implements Outcome {}

    private final Vertx vertx;
    private final TableStore store;
    private final Loops loops;
    private final Listeners listeners;
    private final StatsReader stats;
    private Optional<RouteTable> current = Optional.empty();
    private Future<?> last = Future.succeededFuture();

    Tables(Vertx vertx, TableStore store, Loops loops, Listeners listeners, StatsReader stats) {
        this.vertx = vertx;
        this.store = store;
        this.loops = loops;
        this.listeners = listeners;
        this.stats = stats;
    }

    Optional<RouteTable> current() {
        return current;
    }

    /** Puts the table in force that was found on disk. */
    Future<Void> restore(RouteTable table, boolean hold) {
        current = Optional.of(table);
        return inTurn(() -> enforce(table, hold));
    }

    /** Puts a newer table in force; fails when it cannot be kept on disk, and then the former stays. */
    Future<Outcome> put(RouteTable table) {
        return inTurn(() -> {
            int order =
                    current.map(now -> table.number().compareTo(now.number())).orElse(1);
            if (order < 0 || order == 0 && !table.equals(current.get())) {
                return Future.succeededFuture(new Refused(current.get()));
            }
            return save(table, order > 0)
                    .compose(saved -> {
                        current = Optional.of(table);
                        return enforce(table, false);
                    })
                    .compose(done -> stats.read())
                    .map(Accepted::new);
        });
    }

    /** Tries closed listeners again. */
    Future<Void> retryListeners() {
        return inTurn(listeners::retry);
    }

    private Future<Void> save(RouteTable table, boolean isNew) {
        return isNew
                ? vertx.executeBlocking(() -> {
                    store.save(table);
                    return null;
                })
                : Future.succeededFuture();
    }

    private Future<Void> enforce(RouteTable table, boolean hold) {
        Routes routes = Routes.of(table);
        return loops.ask(member -> {
                    member.loop().apply(routes, hold);
                    return member;
                })
                .compose(everywhere -> {
                    LOG.info(
                            "Routes {} are in force{}",
                            table.number(),
                            hold ? "; requests wait for routes of this boot" : "");
                    return listeners.set(table.listeners());
                });
    }

    private <T> Future<T> inTurn(Supplier<Future<T>> step) {
        Future<T> next = last.transform(previous -> step.get());
        last = next;
        return next;
    }
}
