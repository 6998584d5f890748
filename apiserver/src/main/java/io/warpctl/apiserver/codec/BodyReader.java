package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads what clients send: bounded in depth, and telling of members given twice. */
public final class BodyReader {

    /** Deeper values are refused: everything that walks objects does so recursively. */
    static final int MAX_DEPTH = 1_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(4 << 20)
            .build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final YAMLFactory YAML = yaml();

    private BodyReader() {}

    /**
     * A body's value.
     *
     * @param value what it holds
     * @param duplicates paths of members given more than once
     */
    public record Body(JsonNode value, List<String> duplicates) {}

    /** Reads JSON. @throws MalformedException if it is none, or more than one value */
    public static Body json(byte[] bytes) throws MalformedException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new MalformedException(JsonSyntax.fault(bytes));
            }
            TreeReader reader = new TreeReader(parser);
            JsonNode value = reader.value("");
            if (parser.nextToken() != null) {
                throw new MalformedException(JsonSyntax.fault(bytes));
            }
            return new Body(value, reader.duplicates());
        } catch (IOException e) {
            throw new MalformedException(JsonSyntax.fault(bytes));
        }
    }

    /** Reads one YAML document; JSON is YAML. @throws MalformedException if it is none */
    public static Body yaml(byte[] bytes) throws MalformedException {
        try (JsonParser parser = YAML.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new MalformedException("unexpected end of JSON input");
            }
            TreeReader reader = new TreeReader(parser);
            return new Body(reader.value(""), reader.duplicates());
        } catch (JsonProcessingException e) {
            throw new MalformedException("error converting YAML to JSON: yaml: " + e.getOriginalMessage());
        } catch (IOException | YAMLException e) {
            throw new MalformedException("error converting YAML to JSON: yaml: " + e.getMessage());
        }
    }

    private static YAMLFactory yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(4 << 20);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(LIMITS)
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .build();
    }
}
