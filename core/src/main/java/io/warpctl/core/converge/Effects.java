package io.warpctl.core.converge;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the actions of a round, one per key, and when the next round is due. */
final class Effects {
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private Optional<Instant> wakeAt = Optional.empty();

    void add(Action action) {
        actions.putIfAbsent(action.key(), action);
    }

    /** Adds an action that must come before anything stops or removes the given container: those wait for a later round. */
    void beforeLeaving(String container, Action action) {
        actions.values()
                .removeIf(other -> other instanceof Action.StopContainer stop
                                && stop.container().equals(container)
                        || other instanceof Action.RemoveContainer remove
                                && remove.container().equals(container));
        add(action);
    }

    /** Adds an action unless it failed a moment ago; then it waits for its turn, longer each time. */
    void retrying(Action action, Duration shortest, Duration longest, HostObservation seen, Instant now) {
        ActionFailure failure = seen.failures().get(action.key());
        if (failure == null || due(failure.retryAt(Backoff.delay(failure.count(), shortest, longest), now), now)) {
            add(action);
        }
    }

    /** Whether {@code when} has come; if not, the node is woken then. */
    boolean due(Instant when, Instant now) {
        if (!when.isAfter(now)) {
            return true;
        }
        wakeAt = Optional.of(wakeAt.filter(other -> other.isBefore(when)).orElse(when));
        return false;
    }

    List<Action> actions() {
        return List.copyOf(actions.values());
    }

    Optional<Instant> wakeAt() {
        return wakeAt;
    }
}
