package io.warpctl.apiserver.registry;

/** Whether something may be created. */
@FunctionalInterface
public interface CreateGate {

    /** @throws io.warpctl.apiserver.object.ApiError 404 if there is no such namespace, 403 if it or the type is being deleted */
    void checkCreate(Resource resource, String namespace, String name);
}
