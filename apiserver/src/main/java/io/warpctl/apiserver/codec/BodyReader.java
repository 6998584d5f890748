package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

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

    private BodyReader() {}

    /**
     * A body's value.
     *
     * @param value what it holds
     * @param duplicates paths of members given more than once
     * @param repeated the same of YAML as its decoder words it
     */
    public record Body(JsonNode value, List<String> duplicates, List<String> repeated) {}

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
            return new Body(value, reader.duplicates(), List.of());
        } catch (TreeReader.NumberTooLargeException e) {
            throw new MalformedException(e.getMessage());
        } catch (IOException e) {
            throw new MalformedException(JsonSyntax.fault(bytes));
        }
    }

    /** Reads one YAML document; JSON is YAML. @throws MalformedException if it is none */
    public static Body yaml(byte[] bytes) throws MalformedException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(4 << 20);
        try {
            Node root = new Yaml(options)
                    .compose(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
            if (root == null) {
                throw new MalformedException("unexpected end of JSON input");
            }
            YamlTree tree = new YamlTree();
            return new Body(tree.value(root, "", 0), tree.duplicates(), tree.repeated());
        } catch (YAMLException e) {
            throw new MalformedException("error converting YAML to JSON: yaml: " + YamlFaults.text(e));
        }
    }
}
