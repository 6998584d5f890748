package io.warpctl.apiserver.registry;

/** Whether something may be created in a namespace. */
@FunctionalInterface
public interface NamespaceGate {

    /** @throws io.warpctl.apiserver.object.ApiError 404 if there is no such namespace, 403 if it is being deleted */
    void checkCreate(Resource resource, String namespace, String name);
}
