package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Between the version a request speaks and the one that is stored. */
public interface Conversion {

    /** Every version looks the same but for its name. */
    static Conversion renaming(String stored, String served) {
        return new Conversion() {
            @Override
            public ObjectNode fromStorage(ObjectNode object) {
                return object.put("apiVersion", served);
            }

            @Override
            public ObjectNode toStorage(ObjectNode object) {
                return object.put("apiVersion", stored);
            }
        };
    }

    /** A stored object as this version shows it; may change and return its argument. */
    ObjectNode fromStorage(ObjectNode object);

    /** An object of this version as it is stored; may change and return its argument. */
    ObjectNode toStorage(ObjectNode object);
}
