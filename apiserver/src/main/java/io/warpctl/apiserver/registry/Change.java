package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the new state of an object from the present one; called again if somebody else was faster. */
@FunctionalInterface
public interface Change {

    /** The new state, decoded and defaulted, before managedFields are brought up to date. */
    ObjectNode apply(ObjectNode current);
}
