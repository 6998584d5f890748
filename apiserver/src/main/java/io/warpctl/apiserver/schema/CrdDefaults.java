package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a CustomResourceDefinition gets that its author left out. */
public final class CrdDefaults {

    private CrdDefaults() {}

    /** Fills in singular, listKind, conversion strategy and status in place. */
    public static void apply(ObjectNode crd) {
        throw new UnsupportedOperationException();
    }
}
