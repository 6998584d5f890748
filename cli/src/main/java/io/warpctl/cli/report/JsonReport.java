package io.warpctl.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.load.PhaseReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report for programs, as {@code demo --report FILE} writes it. */
public final class JsonReport {
    private JsonReport() {}

    /** The report as one JSON object, indented. */
    public static String render(StoryReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requests", report.requests());
        json.put("failed", report.failed());
        List<Map<String, Object>> phases =
                report.phases().stream().map(JsonReport::phase).toList();
        json.put("phases", phases);
        Map<String, Object> switches = new LinkedHashMap<>();
        switches.put("p50", report.switchP50());
        switches.put("max", report.switchMax());
        json.put("switchMillis", switches);
        json.put("applyToServingMillis", report.applyToServing().orElse(null));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings and numbers are always JSON", e);
        }
    }

    private static Map<String, Object> phase(PhaseReport phase) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", phase.name());
        json.put("seconds", tenths(phase.seconds()));
        json.put("requests", phase.requests());
        json.put("failed", phase.failed());
        json.put("p50Millis", tenths(phase.p50Millis()));
        json.put("p99Millis", tenths(phase.p99Millis()));
        json.put("versions", phase.versions());
        return json;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
