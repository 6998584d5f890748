package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.GoType.Basic;
import io.warpctl.apiserver.object.GoType.Field;
import io.warpctl.apiserver.object.GoType.ListOf;
import io.warpctl.apiserver.object.GoType.MapOf;
import io.warpctl.apiserver.object.GoType.Struct;
import java.util.Locale;
import java.util.TreeMap;

/** OpenAPI schemas of built-in types, structs within structs written out. */
final class GoOpenApi {

    private GoOpenApi() {}

    static ObjectNode struct(Struct struct) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        new TreeMap<>(struct.fields()).forEach((name, field) -> properties.set(name, field(field)));
        if (struct.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        return schema;
    }

    private static ObjectNode field(Field field) {
        ObjectNode schema = schema(field.type());
        if (field.shape() instanceof Shape.Items items) {
            schema.put("x-kubernetes-list-type", items.type().name().toLowerCase(Locale.ROOT));
            if (items.type() == Shape.ListType.MAP) {
                ArrayNode keys = schema.putArray("x-kubernetes-list-map-keys");
                items.keys().forEach(keys::add);
            }
            if (items.keys().size() == 1) {
                schema.put("x-kubernetes-patch-merge-key", items.keys().get(0));
                schema.put("x-kubernetes-patch-strategy", "merge");
            }
        }
        return schema;
    }

    private static ObjectNode schema(GoType type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type instanceof Struct struct) {
            return struct(struct);
        }
        if (type instanceof MapOf map) {
            schema.put("type", "object").set("additionalProperties", schema(map.value()));
        } else if (type instanceof ListOf list) {
            schema.put("type", "array").set("items", schema(list.item()));
        } else {
            basic(schema, (Basic) type);
        }
        return schema;
    }

    private static void basic(ObjectNode schema, Basic basic) {
        switch (basic.kind()) {
            case STRING -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer").put("format", basic.shown());
            case BOOLEAN -> schema.put("type", "boolean");
            case TIME, MICRO_TIME -> schema.put("type", "string").put("format", "date-time");
            case BYTES -> schema.put("type", "string").put("format", "byte");
            case ANY -> schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
    }
}
