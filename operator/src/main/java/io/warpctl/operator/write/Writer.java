package io.warpctl.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/** Writes objects the operator alone owns. Every change carries the resourceVersion it was decided on. */
public final class Writer {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;

    /** A writer that writes through the given client. */
    public Writer(KubernetesClient client) {
        this.client = client;
    }

    /** Whether a write failed because the object is not what it was decided on: look again, decide again. */
    public static boolean stale(KubernetesClientException failure) {
        return failure.getCode() == CONFLICT || failure.getCode() == NOT_FOUND;
    }

    /** Creates an object; a conflict when one of its name exists. */
    public <T extends HasMetadata> T create(T object) {
        return client.resource(object).create();
    }

    /**
     * Replaces the spec of an object if it differs.
     *
     * @param stored the object as seen
     * @param spec what its spec is to be
     * @return the object as it is now
     */
    public <S, R extends CustomResource<S, ?>> R replaceSpec(R stored, S spec) {
        if (Objects.equals(stored.getSpec(), spec)) {
            return stored;
        }
        R copy = client.getKubernetesSerialization().clone(stored);
        copy.setSpec(spec);
        return client.resource(copy).update();
    }

    /**
     * Replaces the status of an object if it differs.
     *
     * @param stored the object as seen
     * @param status what its status is to be
     * @return whether it was written
     */
    public <S, R extends CustomResource<?, S>> boolean replaceStatus(R stored, S status) {
        if (Objects.equals(stored.getStatus(), status)) {
            return false;
        }
        R copy = client.getKubernetesSerialization().clone(stored);
        copy.setStatus(status);
        client.resource(copy).updateStatus();
        return true;
    }

    /** Deletes an object as it was seen; one that is gone already is fine. */
    public void delete(HasMetadata stored) {
        try {
            client.resource(stored)
                    .lockResourceVersion(stored.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }
}
