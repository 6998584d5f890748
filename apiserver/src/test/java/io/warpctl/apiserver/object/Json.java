package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** JSON and YAML for tests. */
public final class Json {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Json() {}

    /** Reads JSON or YAML. */
    public static JsonNode of(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a JSON or YAML object. */
    public static ObjectNode object(String text) {
        return (ObjectNode) of(text);
    }

    /** Reads a file of this module's test resources. */
    public static JsonNode resource(String name) {
        try (InputStream in = Json.class.getResourceAsStream("/io/warpctl/apiserver/" + name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The causes of a Status. */
    public static List<Cause> causes(JsonNode causes) {
        return StreamSupport.stream(causes.spliterator(), false)
                .map(c -> new Cause(
                        c.path("reason").asText(),
                        c.path("message").asText(),
                        c.path("field").asText("")))
                .toList();
    }
}
