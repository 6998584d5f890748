package io.warpctl.load;

import java.util.List;
import java.util.Map;

/**
 * What the connections of a finished run saw.
 *
 * @param sent numbers sent
 * @param echoed numbers that came back in their turn
 * @param connects connections opened, reopened ones included
 * @param events what else happened, without events that did not occur
 * @param examples up to 20 events of each kind, for people
 */
public record WebSocketReport(
        long sent, long echoed, long connects, Map<WebSocketEvent, Long> events, List<String> examples) {
    /** How often an event occurred. */
    public long count(WebSocketEvent event) {
        return events.getOrDefault(event, 0L);
    }

    /** All events but {@link WebSocketEvent#GOING_AWAY}. */
    public long failed() {
        return events.entrySet().stream()
                .filter(e -> e.getKey() != WebSocketEvent.GOING_AWAY)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
