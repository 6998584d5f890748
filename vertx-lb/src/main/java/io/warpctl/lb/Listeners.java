package io.warpctl.lb;

import io.vertx.core.Future;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes listeners as the table says. Used on one thread, one call at a time. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Loops loops;
    private final Duration grace;
    private final Map<Listener, ListenerState> states = new LinkedHashMap<>();

    Listeners(Loops loops, Duration grace) {
        this.loops = loops;
        this.grace = grace;
    }

    List<ListenerState> states() {
        return List.copyOf(states.values());
    }

    boolean allBound() {
        return states.values().stream().allMatch(ListenerState::bound);
    }

    /** Makes these the listeners. Completes when each was tried; one that cannot be opened says why in its state. */
    Future<Void> set(List<Listener> wanted) {
        for (Listener listener : List.copyOf(states.keySet())) {
            if (!wanted.contains(listener)) {
                close(listener);
            }
        }
        List<Listener> missing = new ArrayList<>();
        for (Listener listener : wanted) {
            ListenerState state =
                    states.computeIfAbsent(listener, added -> new ListenerState(added, false, "not opened yet"));
            if (!state.bound()) {
                missing.add(listener);
            }
        }
        Future<Void> done = Future.succeededFuture();
        for (Listener listener : missing) {
            done = done.compose(previous -> open(listener));
        }
        return done;
    }

    /** Tries those again that could not be opened. */
    Future<Void> retry() {
        return set(List.copyOf(states.keySet()));
    }

    Future<Void> closeAll() {
        Set<Listener> all = Set.copyOf(states.keySet());
        states.clear();
        return loops.all(member -> Future.join(all.stream()
                        .map(listener -> member.forwarder().close(listener, grace))
                        .toList())
                .mapEmpty());
    }

    private Future<Void> open(Listener listener) {
        return loops.each(member -> member.forwarder().open(listener)).transform(result -> {
            if (result.succeeded()) {
                LOG.info("Listening on {} port {} ({})", listener.address(), listener.port(), listener.name());
                states.put(listener, new ListenerState(listener, true, ""));
                return Future.succeededFuture();
            }
            String error = String.valueOf(result.cause().getMessage());
            if (!error.equals(states.get(listener).error())) {
                LOG.error("Cannot listen on {} port {}: {}", listener.address(), listener.port(), error);
            }
            states.put(listener, new ListenerState(listener, false, error));
            return loops.all(member -> member.forwarder().close(listener, Duration.ZERO));
        });
    }

    private void close(Listener listener) {
        states.remove(listener);
        LOG.info("No longer listening on {} port {}", listener.address(), listener.port());
        loops.all(member -> member.forwarder().close(listener, grace))
                .onFailure(e -> LOG.warn(
                        "Listener on {} port {} did not close cleanly", listener.address(), listener.port(), e));
    }
}
