package io.warpctl.apiserver.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The annotation by which client-side apply remembers what it applied, for the move to server-side apply. */
final class LastApplied {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String KUBECTL = "kubectl";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LastApplied() {}

    /**
     * Fields that kubectl may take without force: it applied them itself, from the client's side, and they still have
     * the values it gave them.
     */
    static FieldSet takeable(Manager manager, ObjectNode live, Shape shape) {
        Optional<JsonNode> last = manager.name().equals(KUBECTL) ? read(live) : Optional.empty();
        if (last.isEmpty()) {
            return FieldSet.EMPTY;
        }
        Comparison since = Comparison.of(shape, last.get(), live);
        return FieldSets.of(shape, last.get())
                .difference(since.modified())
                .difference(since.added())
                .difference(since.removed());
    }

    /** Keeps the annotation, where there is one, in step with what kubectl applies now; changes {@code result}. */
    static void update(Manager manager, ObjectNode result, ObjectNode applied) {
        JsonNode annotations = result.path("metadata").path("annotations");
        if (manager.name().equals(KUBECTL) && annotations.has(ANNOTATION)) {
            ObjectNode bare = applied.deepCopy();
            if (bare.path("metadata").path("annotations") instanceof ObjectNode own) {
                own.remove(ANNOTATION);
            }
            ((ObjectNode) annotations).put(ANNOTATION, GoJson.compact(bare) + "\n");
        }
    }

    private static Optional<JsonNode> read(ObjectNode live) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notOurs) {
            // Anyone can write an annotation: what cannot be read allows nothing.
            return Optional.empty();
        }
    }
}
