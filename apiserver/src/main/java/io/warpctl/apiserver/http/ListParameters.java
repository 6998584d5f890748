package io.warpctl.apiserver.http;

import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.FieldSelector;
import io.warpctl.apiserver.object.LabelSelector;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.watch.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The query of a list or watch.
 *
 * @param version {@code resourceVersion}; absent or 0 for whatever is newest
 * @param exact whether the list must show exactly that version
 * @param limit at most so many objects; 0 for all
 */
record ListParameters(
        Selection selection,
        boolean watch,
        OptionalLong version,
        boolean exact,
        long limit,
        Optional<String> continueToken,
        Optional<Boolean> initialEvents,
        boolean bookmarks,
        OptionalLong timeoutSeconds) {

    private static final String MATCH = "resourceVersionMatch";
    private static final String INITIAL = "sendInitialEvents";

    static ListParameters parse(Query query, Resource resource, Optional<String> namespace, Optional<String> name) {
        OptionalLong limit = query.number("limit");
        OptionalLong timeout = query.number("timeoutSeconds");
        LabelSelector labels = LabelSelector.parse(query.text("labelSelector"));
        String fieldText = query.text("fieldSelector");
        if (name.isPresent()) {
            fieldText = "metadata.name=" + name.get() + (fieldText.isEmpty() ? "" : "," + fieldText);
        }
        FieldSelector fields = FieldSelector.parse(fieldText, resource.selectableFields());
        boolean watch = query.flag("watch");
        check(query, watch);
        String text = query.text("resourceVersion");
        OptionalLong version = version(text, watch);
        String match = query.text(MATCH);
        Optional<String> token = query.optional("continue");
        if (token.isPresent() && version.orElse(0) > 0) {
            throw ApiError.badRequest("specifying resource version is not allowed when using continue");
        }
        long count = Math.max(0, limit.orElse(0));
        boolean exact = match.equals("Exact") || (match.isEmpty() && count > 0 && version.orElse(0) > 0);
        return new ListParameters(
                new Selection(resource, namespace, labels, fields),
                watch,
                version,
                exact,
                text.equals("0") ? 0 : count,
                token,
                query.optional(INITIAL).map(value -> query.flag(INITIAL)),
                query.flag("allowWatchBookmarks"),
                timeout);
    }

    private static OptionalLong version(String text, boolean watch) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            String fault = "resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \"" + text
                    + "\": invalid syntax";
            throw ApiError.badRequest(watch ? fault : "invalid resource version: " + fault);
        }
    }

    private static void check(Query query, boolean watch) {
        List<Cause> causes = new ArrayList<>();
        String match = query.text(MATCH);
        boolean initial = query.has(INITIAL) && !query.text(INITIAL).isEmpty();
        if (watch) {
            checkWatch(causes, match, initial);
        } else {
            checkList(causes, query, match);
            if (initial) {
                causes.add(Cause.forbidden(INITIAL, INITIAL + " is forbidden for list"));
            }
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalid("meta.k8s.io", "ListOptions", "", causes);
        }
    }

    private static void checkWatch(List<Cause> causes, String match, boolean initial) {
        if (!match.isEmpty() && !initial) {
            causes.add(Cause.forbidden(MATCH, MATCH + " is forbidden for watch unless " + INITIAL + " is provided"));
        }
        if (initial && !match.equals("NotOlderThan")) {
            causes.add(Cause.forbidden(MATCH, INITIAL + " requires setting " + MATCH + " to NotOlderThan"));
            if (!match.isEmpty()) {
                causes.add(Cause.notSupported(MATCH, match, List.of("NotOlderThan")));
            }
        }
    }

    private static void checkList(List<Cause> causes, Query query, String match) {
        String version = query.text("resourceVersion");
        if (match.isEmpty()) {
            return;
        }
        if (version.isEmpty()) {
            causes.add(Cause.forbidden(MATCH, MATCH + " is forbidden unless resourceVersion is provided"));
        }
        if (query.optional("continue").isPresent()) {
            causes.add(Cause.forbidden(MATCH, MATCH + " is forbidden when continue is provided"));
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            causes.add(Cause.notSupported(MATCH, match, List.of("Exact", "NotOlderThan", "")));
        }
        if (match.equals("Exact") && version.equals("0")) {
            causes.add(Cause.forbidden(MATCH, MATCH + " \"exact\" is forbidden for resourceVersion \"0\""));
        }
    }
}
