package io.warpctl.lb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.warpctl.core.route.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** Tables and counters as JSON: the records' names, instants as ISO-8601. */
final class RouteJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RouteJson() {}

    /**
     * Reads and checks a table.
     *
     * @throws InvalidTableException when it is not a table; the message names the field
     */
    static RouteTable parse(byte[] json) throws InvalidTableException {
        RouteTable table;
        try {
            table = MAPPER.readValue(json, RouteTable.class);
        } catch (JsonMappingException e) {
            throw new InvalidTableException(path(e) + ": " + reason(e));
        } catch (IOException e) {
            throw new InvalidTableException("the body is not JSON: " + e.getMessage());
        }
        if (table == null) {
            throw new InvalidTableException("the body is null, not a table");
        }
        TableChecks.check(table);
        return table;
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(ref -> ref.getIndex() >= 0 ? "[" + ref.getIndex() + "]" : "." + ref.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "table" : path.substring(path.startsWith(".") ? 1 : 0);
    }

    private static String reason(JsonMappingException e) {
        // A record's constructor names the component that is missing.
        return e.getCause() instanceof NullPointerException missing
                ? missing.getMessage() + " is missing"
                : e.getOriginalMessage();
    }
}
