package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The schema of a type as OpenAPI documents have it, with references as in version 3. */
public interface PublishedSchema {

    /** For OpenAPI v3. */
    ObjectNode v3();

    /** For OpenAPI v2, which knows less: what old clients would refuse objects for is left out. */
    ObjectNode v2();
}
