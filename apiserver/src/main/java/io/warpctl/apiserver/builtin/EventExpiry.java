package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.DeleteOptions;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets events an hour after they last happened. */
public final class EventExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(EventExpiry.class);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PERIOD = Duration.ofMinutes(2);

    private final Machinery machinery;

    public EventExpiry(Machinery machinery) {
        this.machinery = machinery;
    }

    /** Begins to look from time to time. */
    public void start(ScheduledExecutorService executor) {
        executor.scheduleWithFixedDelay(this::tick, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            expire(machinery.clock().instant());
        } catch (RuntimeException e) {
            LOG.warn("old events could not be removed", e);
        }
    }

    /** Removes what is too old at {@code now}. */
    void expire(Instant now) {
        Resource events = BuiltInTypes.EVENTS;
        for (StoredObject stored : machinery
                .objects()
                .store()
                .list(ListRange.all(events.storage()))
                .objects()) {
            if (last(Json.read(stored.body())).isBefore(now.minus(LIFE))) {
                try {
                    machinery
                            .deleter()
                            .delete(
                                    events,
                                    stored.key().namespace(),
                                    stored.key().name(),
                                    DeleteOptions.BACKGROUND);
                } catch (ApiError e) {
                    LOG.debug("event {} is gone already", stored.key().name());
                }
            }
        }
    }

    private static Instant last(ObjectNode event) {
        for (String text : new String[] {
            event.path("series").path("lastObservedTime").asText(""),
            event.path("lastTimestamp").asText(""),
            event.path("eventTime").asText(""),
            event.path("metadata").path("creationTimestamp").asText("")
        }) {
            if (!text.isEmpty() && !text.equals("null")) {
                try {
                    return OffsetDateTime.parse(text).toInstant();
                } catch (DateTimeParseException e) {
                    LOG.debug("an event has the time {}", text);
                }
            }
        }
        return Instant.EPOCH;
    }
}
