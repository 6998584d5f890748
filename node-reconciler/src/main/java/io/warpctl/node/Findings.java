package io.warpctl.node;

import io.warpctl.core.report.ImageReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What actions found out that no later look at the host shows. */
final class Findings {
    private final Map<String, ImageReport> images = new ConcurrentHashMap<>();
    private final Map<String, List<String>> logTails = new ConcurrentHashMap<>();

    void image(String key, ImageReport report) {
        images.put(key, report);
    }

    /** The image is not on the host any more. */
    void imageGone(String id) {
        images.values().removeIf(report -> report.id().equals(id));
    }

    /** What images were resolved to, by key of the action. */
    Map<String, ImageReport> images() {
        return Map.copyOf(images);
    }

    void logTail(String container, List<String> lines) {
        logTails.put(container, List.copyOf(lines));
    }

    /** The container runs anew: what it wrote before is history. */
    void startedAnew(String container) {
        logTails.remove(container);
    }

    Map<String, List<String>> logTails() {
        return Map.copyOf(logTails);
    }

    void forgetLogsExcept(Set<String> containers) {
        logTails.keySet().retainAll(containers);
    }
}
