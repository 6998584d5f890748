package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A condition on objects, as the queries {@code labelSelector} and {@code fieldSelector} state it. */
public interface Selector {

    /** Whether the object meets the condition. */
    boolean matches(ObjectNode object);

    /** Whether every object meets the condition. */
    boolean isEmpty();
}
