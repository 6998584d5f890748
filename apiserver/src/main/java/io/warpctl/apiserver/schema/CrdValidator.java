package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.List;
import java.util.Optional;

/** Which CustomResourceDefinitions are valid. */
public final class CrdValidator {

    private CrdValidator() {}

    /** What is wrong with a defaulted definition, alone and, on an update, against the old one. */
    public static List<Cause> validate(ObjectNode crd, Optional<ObjectNode> old) {
        throw new UnsupportedOperationException();
    }
}
