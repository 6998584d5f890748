package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.registry.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The query of a write.
 *
 * @param options what the registry needs of it
 * @param validation what becomes of unknown fields
 * @param force whether an apply takes fields from others
 */
record WriteParameters(WriteOptions options, Validation validation, boolean force) {

    private static final int MAX_MANAGER = 128;

    enum Validation {
        IGNORE,
        WARN,
        STRICT
    }

    /** @param kind the name of the options in messages, for example {@code CreateOptions} */
    static WriteParameters parse(ApiRequest request, String kind, String subresource, boolean apply) {
        Query query = request.query();
        List<Cause> causes = new ArrayList<>();
        dryRun(query, causes);
        String manager = query.text("fieldManager");
        if (manager.length() > MAX_MANAGER) {
            causes.add(Cause.tooLong("fieldManager", MAX_MANAGER));
        }
        unprintable(manager, causes);
        if (apply && manager.isEmpty()) {
            causes.add(Cause.required("fieldManager", "is required for apply patch"));
        }
        if (!apply && kind.equals("PatchOptions") && query.has("force")) {
            causes.add(Cause.forbidden("force", "may not be specified for non-apply patch"));
        }
        String validation = query.text("fieldValidation");
        if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
            causes.add(Cause.notSupported("fieldValidation", validation, List.of("", "Ignore", "Strict", "Warn")));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalid("meta.k8s.io", kind, "", causes);
        }
        return new WriteParameters(
                new WriteOptions(
                        !query.all("dryRun").isEmpty(),
                        manager.isEmpty() ? agent(request.header("user-agent")) : manager,
                        subresource),
                switch (validation) {
                    case "Ignore" -> Validation.IGNORE;
                    case "Strict" -> Validation.STRICT;
                    default -> Validation.WARN;
                },
                query.flag("force"));
    }

    private static void unprintable(String manager, List<Cause> causes) {
        for (int i = 0; i < manager.length(); i = manager.offsetByCodePoints(i, 1)) {
            int c = manager.codePointAt(i);
            if (!GoJson.isPrintable(c)) {
                int position = manager.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
                String shown = String.format("U+%04X", c);
                causes.add(Cause.invalid(
                        "fieldManager", manager, "invalid character " + shown + " (at position " + position + ")"));
            }
        }
    }

    static void dryRun(Query query, List<Cause> causes) {
        List<String> values = query.all("dryRun");
        if (values.stream().anyMatch(value -> !value.equals("All"))) {
            var shown = JsonNodeFactory.instance.arrayNode();
            values.forEach(shown::add);
            causes.add(Cause.notSupported("dryRun", shown, List.of("All")));
        }
    }

    /** The program's name out of a User-Agent. */
    private static String agent(String header) {
        int slash = header.indexOf('/');
        String whole = slash < 0 ? header : header.substring(0, slash);
        String name = whole.chars()
                .filter(c -> c >= ' ' && c <= '~')
                .collect(StringBuilder::new, (out, c) -> out.append((char) c), StringBuilder::append)
                .toString();
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), MAX_MANAGER));
    }
}
