package io.warpctl.apiserver.object;

/**
 * What field ownership and strategic merges must know of a type.
 *
 * @param root the shape of the whole object
 * @param status whether status is written through a subresource of its own, and nothing else through it
 */
public record TypeSchema(Shape root, boolean status) {

    /** A type of which only metadata is known: maps merge by key, lists are replaced. */
    public static TypeSchema unknown() {
        return new TypeSchema(BuiltInSchemas.object(java.util.Map.of()), false);
    }
}
