package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.TypeSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One version of a custom resource, compiled: immutable and safe for use by several threads. */
public final class CustomType {

    private CustomType() {}

    /** Compiles a version of a valid definition. @throws IllegalArgumentException if it has no such version */
    public static CustomType compile(ObjectNode crd, String version) {
        throw new UnsupportedOperationException();
    }

    /** Fills in defaults in place. */
    public void applyDefaults(ObjectNode object) {
        throw new UnsupportedOperationException();
    }

    /** Drops fields the schema does not know, in place. @return the paths of what was dropped, sorted */
    public List<String> prune(ObjectNode object) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the schema and its rules refuse.
     *
     * @param old the stored object on an update: what it already had is tolerated, and transition rules look at it
     */
    public List<Cause> validate(ObjectNode fresh, Optional<ObjectNode> old) {
        throw new UnsupportedOperationException();
    }

    /** Shapes for field ownership. */
    public TypeSchema typeSchema() {
        throw new UnsupportedOperationException();
    }

    /** Printer columns, the name first. */
    public List<Column> columns() {
        throw new UnsupportedOperationException();
    }

    /** Paths of fields that can be selected by, besides name and namespace, without a leading point. */
    public Set<String> selectableFields() {
        throw new UnsupportedOperationException();
    }

    /** Whether there is a status subresource. */
    public boolean hasStatus() {
        throw new UnsupportedOperationException();
    }

    /** Whether there is a scale subresource. */
    public boolean hasScale() {
        throw new UnsupportedOperationException();
    }

    /** The schema as published in OpenAPI v3, with metadata, apiVersion and kind. */
    public JsonNode openApiV3Schema() {
        throw new UnsupportedOperationException();
    }
}
