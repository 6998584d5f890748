package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.CreateGate;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import java.util.function.Predicate;

/** Nothing is created in a namespace that is missing or leaving, nor of a type that is leaving. */
public final class CreationGate implements CreateGate {

    private final Objects objects;
    private final Predicate<Resource> leaving;

    public CreationGate(Objects objects, Predicate<Resource> leaving) {
        this.objects = objects;
        this.leaving = leaving;
    }

    @Override
    public void checkCreate(Resource resource, String namespace, String name) {
        if (leaving.test(resource)) {
            throw ApiError.forbidden(
                    resource.id(), name, "create not allowed while custom resource definition is terminating");
        }
        if (!resource.namespaced()) {
            return;
        }
        Resource namespaces = BuiltInTypes.NAMESPACES;
        Served found = Served.of(namespaces, objects.get(namespaces, "", namespace));
        if (Meta.deleting(found.node())) {
            throw ApiError.forbidden(
                    resource.id(),
                    name,
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }
}
