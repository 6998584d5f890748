package io.warpctl.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts for all connections of one run. */
final class WebSocketTally {
    private static final int EXAMPLES = 20;

    private final Map<WebSocketEvent, Long> events = new EnumMap<>(WebSocketEvent.class);
    private final List<String> examples = new ArrayList<>();
    private long sent;
    private long echoed;
    private long connects;

    synchronized void connected() {
        connects++;
    }

    synchronized void sent() {
        sent++;
    }

    synchronized void echoed() {
        echoed++;
    }

    synchronized void count(WebSocketEvent event, long times, String detail) {
        if (times == 0) {
            return;
        }
        long before = events.getOrDefault(event, 0L);
        events.put(event, before + times);
        if (before < EXAMPLES) {
            examples.add(event + ": " + detail);
        }
    }

    synchronized WebSocketReport report() {
        return new WebSocketReport(sent, echoed, connects, Map.copyOf(events), List.copyOf(examples));
    }
}
