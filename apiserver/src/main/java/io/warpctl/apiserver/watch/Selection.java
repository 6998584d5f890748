package io.warpctl.apiserver.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.FieldSelector;
import io.warpctl.apiserver.object.LabelSelector;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.store.StoreKey;
import java.util.Optional;

/** Which objects of a type a list or watch is about. */
public record Selection(Resource resource, Optional<String> namespace, LabelSelector labels, FieldSelector fields) {

    /** Whether it takes everything in its namespaces. */
    public boolean unselective() {
        return labels.isEmpty() && fields.isEmpty();
    }

    /** Whether an object at this place can match at all. */
    public boolean place(StoreKey key) {
        return (namespace.isEmpty() || namespace.get().equals(key.namespace()))
                && (fields.requiredName().isEmpty()
                        || fields.requiredName().get().equals(key.name()));
    }

    /** Whether an object matches. */
    public boolean matches(Served object) {
        return unselective() || (labels.matches(object.node()) && fields.matches(object.node()));
    }

    /** Whether an object matches. */
    public boolean matches(ObjectNode object) {
        return labels.matches(object) && fields.matches(object);
    }
}
