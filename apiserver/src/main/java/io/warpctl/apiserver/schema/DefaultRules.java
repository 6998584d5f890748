package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Defaults must themselves be valid, and hold nothing the schema does not know.
 *
 * <p>Source of the rules: {@code k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go}.
 */
final class DefaultRules {
    private final List<Cause> causes = new ArrayList<>();

    private DefaultRules() {}

    static List<Cause> validate(JsonNode schema, String path) {
        DefaultRules rules = new DefaultRules();
        rules.schema(schema, path);
        return rules.causes;
    }

    private void schema(JsonNode schema, String path) {
        if (schema.hasNonNull("default")) {
            value(schema, schema.get("default"), path + ".default");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            schema(property.getValue(), path + ".properties[" + property.getKey() + "]");
        }
        if (schema.path("items").isObject()) {
            schema(schema.get("items"), path + ".items");
        }
    }

    private void value(JsonNode json, JsonNode value, String path) {
        Schema schema = SchemaReader.read(json);
        // Pruning works on members of an object, so the default is looked at as one.
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.set("default", value.deepCopy());
        ObjectNode outer = JsonNodeFactory.instance.objectNode().put("type", "object");
        outer.putObject("properties").set("default", json);
        Schema holding = SchemaReader.read(outer);
        if (!Pruner.prune(holder, holding).isEmpty()) {
            causes.add(Cause.invalid(path, value, "must not have unknown fields"));
        }
        holder.set("default", value);
        List<Cause> embedded = EmbeddedRules.validate(holding, holder);
        if (!embedded.isEmpty()) {
            embedded.forEach(cause -> causes.add(new Cause(
                    cause.reason(), cause.message(), path + cause.field().substring("default".length()))));
            return;
        }
        List<Cause> faults =
                ValueValidator.validate(schema, value, Optional.empty(), "").causes();
        for (Cause cause : faults) {
            boolean pathless =
                    cause.field().equals(Cause.NO_FIELD) || cause.field().isEmpty();
            causes.add(pathless ? new Cause(cause.reason(), cause.message(), path) : cause.under(path));
        }
        if (faults.isEmpty()) {
            causes.addAll(CelRules.checkDefault(schema, value, path));
        }
    }
}
