package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.List;
import java.util.function.Consumer;

/** What is particular to the objects of one type. Methods change the object they are given where that is said. */
public interface Strategy {

    /**
     * Brings a client's object into the type's form: unknown fields are dropped.
     *
     * @return paths of what was dropped
     * @throws IllegalArgumentException with the decoder's text if a field has the wrong JSON type
     */
    List<String> decode(ObjectNode object);

    /** Fills in defaults. */
    default void applyDefaults(ObjectNode object) {}

    /** Sets what the server sets and removes what a client may not set, before an object is created. */
    default void prepareForCreate(ObjectNode object) {}

    /** The same before {@code old} is replaced by {@code fresh}. */
    default void prepareForUpdate(ObjectNode fresh, ObjectNode old) {}

    /** Changes an object that is asked to go but must wait for its finalizers. */
    default void markDeleted(ObjectNode object, String time) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.put("deletionTimestamp", time).put("deletionGracePeriodSeconds", 0L);
        if (metadata.path("generation").asLong() > 0) {
            metadata.put("generation", metadata.get("generation").asLong() + 1);
        }
    }

    /** Whether an object that is asked to go must wait. */
    default boolean held(ObjectNode object) {
        return !object.path("metadata").path("finalizers").isEmpty();
    }

    /** What is wrong with an object. */
    List<Cause> validate(ObjectNode object);

    /** What is wrong with replacing {@code old} by {@code fresh}. */
    List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old);

    /**
     * The same, telling {@code warn} of what is wrong but was so before.
     *
     * @param status whether only the status is written
     */
    default List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old, boolean status, Consumer<String> warn) {
        return validateUpdate(fresh, old);
    }

    /** Whether a replacement needs no resourceVersion. */
    default boolean unconditionalUpdate() {
        return true;
    }

    /** Whether replacing what is not there creates it. */
    default boolean createOnUpdate() {
        return false;
    }
}
