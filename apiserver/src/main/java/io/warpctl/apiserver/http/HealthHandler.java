package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /version}, {@code /livez}, {@code /readyz} and {@code /healthz}. */
final class HealthHandler {

    private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
    /** Checks whose failure is shown but takes the server out of no service: it does not keep it from answering. */
    private final Set<String> shown = new HashSet<>();

    private final Optional<String> loss;

    HealthHandler(ObjectStore store, AuditLog audit) {
        loss = store.loss();
        checks.put("ping", Optional::empty);
        checks.put("store", () -> {
            try {
                store.compacted();
                return Optional.empty();
            } catch (StoreException e) {
                return Optional.of(e.getMessage());
            }
        });
        if (audit.kept()) {
            checks.put("audit", audit::fault);
            shown.add("audit");
        }
    }

    /** Whether a path is open to those who have not said who they are. */
    static boolean open(String path) {
        return path.equals("/version") || path.equals("/livez") || path.equals("/readyz") || path.equals("/healthz");
    }

    Optional<Reply> handle(ApiRequest request) {
        String path = request.path();
        if (path.equals("/version") || path.equals("/version/")) {
            return Optional.of(Reply.json(200, version()));
        }
        for (String name : new String[] {"healthz", "livez", "readyz"}) {
            if (path.equals("/" + name) || path.equals("/" + name + "/")) {
                return Optional.of(all(name, request.query()));
            }
            if (path.startsWith("/" + name + "/")) {
                Supplier<Optional<String>> check = checks.get(path.substring(name.length() + 2));
                if (check == null) {
                    return Optional.of(ApiHandler.pageNotFound());
                }
                return Optional.of(check.get()
                        .map(fault -> Reply.text(500, "internal server error: " + fault + "\n"))
                        .orElseGet(() -> Reply.text(200, "ok")));
            }
        }
        return Optional.empty();
    }

    private Reply all(String name, Query query) {
        StringBuilder report = new StringBuilder();
        boolean healthy = true;
        for (Map.Entry<String, Supplier<Optional<String>>> check : checks.entrySet()) {
            if (query.all("exclude").contains(check.getKey())) {
                report.append("[+]").append(check.getKey()).append(" excluded: ok\n");
                continue;
            }
            Optional<String> fault = check.getValue().get();
            healthy &= fault.isEmpty() || shown.contains(check.getKey());
            report.append(fault.isEmpty() ? "[+]" : "[-]").append(check.getKey());
            report.append(fault.map(text -> " failed: " + text + "\n").orElse(" ok\n"));
        }
        loss.ifPresent(
                text -> report.append("[+]store recovered (").append(text).append(") ok\n"));
        if (healthy && !query.has("verbose")) {
            return Reply.text(200, "ok");
        }
        report.append(name).append(healthy ? " check passed\n" : " check failed\n");
        return Reply.text(healthy ? 200 : 500, report.toString());
    }

    /** The version of Kubernetes whose behaviour this server has. */
    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", "v1.36.4+warp")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "javac")
                .put(
                        "platform",
                        System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT) + "/"
                                + System.getProperty("os.arch"));
    }
}
