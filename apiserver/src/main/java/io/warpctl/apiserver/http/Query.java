package io.warpctl.apiserver.http;

import io.warpctl.apiserver.object.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a request's query. */
public final class Query {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Query() {}

    /** Reads what follows the question mark. @throws ApiError 400 if it is not URL-encoded */
    static Query parse(String text) {
        Query query = new Query();
        if (text == null || text.isEmpty()) {
            return query;
        }
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            query.values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid URL escape in the query: " + text);
        }
    }

    /** The same with a parameter set to one value. */
    Query with(String name, String value) {
        Query query = new Query();
        query.values.putAll(values);
        query.values.put(name, List.of(value));
        return query;
    }

    /** Whether the parameter is there, with or without a value. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Its first value; empty if there is none. */
    String text(String name) {
        return values.containsKey(name) ? values.get(name).get(0) : "";
    }

    /** All its values that are not empty. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Its value unless empty. */
    Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /** As Kubernetes reads flags: present and neither {@code 0} nor {@code false}. */
    boolean flag(String name) {
        return has(name) && !text(name).equals("0") && !text(name).equalsIgnoreCase("false");
    }

    /** A whole number. @throws ApiError 400 if it is none */
    OptionalLong number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }
}
