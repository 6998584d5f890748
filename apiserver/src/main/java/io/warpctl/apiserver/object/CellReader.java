package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Reads one cell of a table from an object. */
@FunctionalInterface
public interface CellReader {

    /** The cell; a JSON null if there is nothing to show. */
    JsonNode read(ObjectNode object, Instant now);
}
