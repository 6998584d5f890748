package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.warpctl.apiserver.object.GoJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON values as CEL sees them, by their schema. */
final class CelValues {
    private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private CelValues() {}

    /** The value rules see. What the schema does not know is there, but no rule can speak of it. */
    static Object of(Optional<Schema> schema, JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> object(schema, value);
            case ARRAY -> {
                List<Object> items = new ArrayList<>(value.size());
                value.forEach(item -> items.add(of(schema.flatMap(Schema::items), item)));
                yield items;
            }
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(schema, value);
            case STRING -> text(schema, value.textValue());
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Map<String, Object> object(Optional<Schema> schema, JsonNode value) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            boolean property = schema.isPresent()
                    && (schema.get().properties().containsKey(name)
                            || schema.get().others().isEmpty());
            String key = property ? CelNames.escape(name).orElse(name) : name;
            members.put(key, of(schema.flatMap(s -> s.member(name)), member.getValue()));
        }
        return members;
    }

    private static Object number(Optional<Schema> schema, JsonNode value) {
        boolean whole = schema.map(s -> !s.types().contains("number")).orElse(true);
        boolean integer = schema.map(s -> s.types().contains("integer")).orElse(false);
        if (whole && GoJson.isInt64(value)) {
            return value.longValue();
        }
        return integer && TypeCheck.isWhole(value.doubleValue()) ? (Object) value.longValue() : value.doubleValue();
    }

    private static Object text(Optional<Schema> schema, String text) {
        String format = schema.filter(s -> s.types().equals(List.of("string")))
                .map(Schema::format)
                .orElse("");
        try {
            return switch (format) {
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                case "date" ->
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case "date-time" -> instant(text);
                case "duration" -> duration(text);
                default -> text;
            };
        } catch (IllegalArgumentException | DateTimeParseException invalid) {
            // Validation of the format has refused the value already; a rule over it gets what there is.
            return text;
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T').replace('t', 'T').replace('z', 'Z'))
                .toInstant();
    }

    static Duration duration(String text) {
        String rest = text.replaceFirst("^[-+]", "").replace(" ", "");
        Matcher matcher = SPAN.matcher(rest);
        double nanos = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            nanos += Double.parseDouble(matcher.group(1)) * NANOS.get(matcher.group(2));
            end = matcher.end();
        }
        if (end != rest.length() || rest.isEmpty()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
    }
}
