package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What field ownership and strategic merges must know of a type.
 *
 * @param root the shape of the whole object
 * @param status whether status is written through a subresource of its own, and nothing else through it
 * @param blank an object with nothing set; built-in types have some fields even then
 */
public record TypeSchema(Shape root, boolean status, ObjectNode blank) {

    /** A custom type: nothing is set that nobody set. */
    public static TypeSchema custom(Shape root, boolean status) {
        return new TypeSchema(root, status, JsonNodeFactory.instance.objectNode());
    }

    /** A type of which only metadata is known: maps merge by key, lists are replaced. */
    public static TypeSchema unknown() {
        Shape.Fields known = (Shape.Fields) BuiltInSchemas.object(Map.of());
        return custom(new Shape.Fields(known.fields(), Optional.of(Shape.FREE), false), false);
    }
}
