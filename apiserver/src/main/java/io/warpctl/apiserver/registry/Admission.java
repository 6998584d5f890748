package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Has a say about what is about to be written, before it is validated. */
@FunctionalInterface
public interface Admission {

    /** Admits everything: the server's own writes. */
    Admission ALL = (resource, namespace, fresh, old) -> {};

    /**
     * Admits or refuses.
     *
     * @param fresh what would be written; not to be changed
     * @param old what it replaces; empty for a creation
     * @throws io.warpctl.apiserver.object.ApiError if it is refused
     */
    void check(Resource resource, String namespace, ObjectNode fresh, Optional<ObjectNode> old);
}
