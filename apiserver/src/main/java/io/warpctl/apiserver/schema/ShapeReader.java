package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Shape;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How the values of a schema merge. */
final class ShapeReader {

    private ShapeReader() {}

    /** The shape of a whole custom resource. */
    static Shape root(Schema schema) {
        Fields known = (Fields) BuiltInSchemas.object(fields(schema));
        return new Fields(known.fields(), others(schema), false);
    }

    private static Shape shape(Schema schema) {
        if (schema.isArray()) {
            return items(schema);
        }
        if (schema.intOrString()) {
            return Shape.SCALAR;
        }
        if (schema.isObject()) {
            Map<String, Shape> fields = fields(schema);
            if (schema.embedded()) {
                return new Fields(
                        ((Fields) BuiltInSchemas.object(fields)).fields(), others(schema), schema.atomicMap());
            }
            Optional<Shape> others =
                    fields.isEmpty() ? Optional.of(others(schema).orElse(Shape.FREE)) : others(schema);
            return new Fields(fields, others, schema.atomicMap());
        }
        return schema.types().isEmpty() ? Shape.FREE : Shape.SCALAR;
    }

    private static Shape items(Schema schema) {
        Shape item = schema.items().map(ShapeReader::shape).orElse(Shape.FREE);
        Map<String, JsonNode> defaults = new HashMap<>();
        for (String key : schema.listKeys()) {
            schema.items()
                    .map(i -> i.properties().get(key))
                    .flatMap(Schema::fallback)
                    .ifPresent(value -> defaults.put(key, value));
        }
        ListType type = switch (schema.listType()) {
            case "set" -> ListType.SET;
            case "map" -> ListType.MAP;
            default -> ListType.ATOMIC;
        };
        return new Items(item, type, schema.listKeys(), defaults);
    }

    private static Map<String, Shape> fields(Schema schema) {
        Map<String, Shape> fields = new HashMap<>();
        schema.properties().forEach((name, property) -> fields.put(name, shape(property)));
        return fields;
    }

    private static Optional<Shape> others(Schema schema) {
        return schema.preserveUnknown()
                ? Optional.of(Shape.FREE)
                : schema.others().map(ShapeReader::shape);
    }
}
