package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.CreateGate;
import io.warpctl.apiserver.registry.Resource;
import java.util.function.Predicate;

/** Nothing is created in a namespace that is missing or leaving, nor of a type that is leaving. */
public final class CreationGate implements CreateGate {

    private final NamespaceStates namespaces;
    private final Predicate<Resource> leaving;

    public CreationGate(NamespaceStates namespaces, Predicate<Resource> leaving) {
        this.namespaces = namespaces;
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
        boolean terminating = namespaces
                .leaving(namespace)
                .orElseThrow(() -> ApiError.notFound(BuiltInTypes.NAMESPACES.id(), namespace));
        if (terminating) {
            throw ApiError.forbidden(
                    resource.id(),
                    name,
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }
}
