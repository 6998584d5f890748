package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The rules of {@code metadata}. */
public final class ObjectMeta {

    private ObjectMeta() {}

    /** What is wrong with an object's metadata, with field paths beginning with {@code metadata}. */
    public static List<Cause> validate(ObjectNode object, boolean namespaced, NameRule names) {
        throw new UnsupportedOperationException();
    }

    /** What an update may not change: name, namespace, uid, creationTimestamp, …, and finalizers of dying objects. */
    public static List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old) {
        throw new UnsupportedOperationException();
    }

    /** Texts for {@code Warning} headers, without code and agent. */
    public static List<String> warnings(ObjectNode object) {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings metadata into the form Kubernetes' decoder gives it: only known fields of the right types.
     *
     * @return the paths of unknown fields that were dropped, for example {@code metadata.madeUp}
     * @throws IllegalArgumentException with the decoder's text if a field has the wrong JSON type
     */
    public static List<String> coerce(ObjectNode object) {
        throw new UnsupportedOperationException();
    }
}
