package io.warpctl.load;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports as JSON, for runs that are in another process than who judges them. */
final class LoadJson {
    private LoadJson() {}

    static String of(LoadSnapshot snapshot) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("phase", snapshot.phase());
        fields.put("requests", snapshot.requests());
        fields.put("failed", snapshot.failed());
        fields.put("lastSecondFailed", snapshot.lastSecondFailed());
        fields.put("lastSecondVersions", snapshot.lastSecondVersions());
        return text(fields);
    }

    static String of(LoadReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("requests", report.requests());
        fields.put("failed", report.failed());
        fields.put("phases", report.phases().stream().map(LoadJson::phase).toList());
        fields.put("backends", backends(report));
        return text(fields);
    }

    private static Map<String, Object> phase(PhaseReport phase) {
        var failures = new TreeMap<String, Object>();
        phase.failures().forEach((kind, count) -> failures.put(kind.name(), count));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", phase.name());
        fields.put("seconds", phase.seconds());
        fields.put("requests", phase.requests());
        fields.put("failed", phase.failed());
        fields.put("p50Millis", phase.p50Millis());
        fields.put("p99Millis", phase.p99Millis());
        fields.put("versions", phase.versions());
        fields.put("failures", failures);
        fields.put("examples", phase.examples().stream().map(Failure::toString).toList());
        return fields;
    }

    private static List<Map<String, Object>> backends(LoadReport report) {
        var byBackend = new LinkedHashMap<Backend, Map<String, Object>>();
        report.answers().forEach(answer -> {
            var fields = byBackend.computeIfAbsent(answer.backend(), LoadJson::backend);
            fields.merge("answers", 1L, (a, b) -> (long) a + (long) b);
            fields.merge("lastSent", answer.sent(), (a, b) -> ((Instant) a).isAfter((Instant) b) ? a : b);
        });
        return List.copyOf(byBackend.values());
    }

    private static Map<String, Object> backend(Backend backend) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("service", backend.service());
        fields.put("block", backend.block());
        fields.put("host", backend.host());
        fields.put("container", backend.container());
        fields.put("version", backend.version());
        fields.put("configVersion", backend.configVersion());
        return fields;
    }

    private static String text(Object value) {
        var text = new StringBuilder();
        write(text, value);
        return text.toString();
    }

    private static void write(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> map) {
            var separator = "{";
            for (var entry : map.entrySet()) {
                text.append(separator);
                string(text, entry.getKey().toString());
                text.append(':');
                write(text, entry.getValue());
                separator = ",";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            var separator = "[";
            for (var element : list) {
                text.append(separator);
                write(text, element);
                separator = ",";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number) {
            text.append(value);
        } else {
            string(text, value.toString());
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
