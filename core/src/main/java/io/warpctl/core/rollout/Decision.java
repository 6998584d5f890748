package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided for a service.
 *
 * @param state to be persisted; equal to the one given when nothing changed
 * @param toCreate a release to be created; no block targets it before it is among the known ones. If one of its name exists, the
 *     known ones are out of date: decide again when they are not
 * @param resolve what the plan of a host is to ask; also in the state, as {@link ServiceState#pending()}
 * @param events what to tell people
 * @param wakeAt when to decide again at the latest, if nothing happens before
 */
public record Decision(
        ServiceState state,
        Optional<Release> toCreate,
        Optional<ResolveRequest> resolve,
        List<Event> events,
        Optional<Instant> wakeAt) {
    public Decision {
        Objects.requireNonNull(state, "state");
        toCreate = toCreate == null ? Optional.empty() : toCreate;
        resolve = resolve == null ? Optional.empty() : resolve;
        events = List.copyOf(events);
        wakeAt = wakeAt == null ? Optional.empty() : wakeAt;
    }
}
