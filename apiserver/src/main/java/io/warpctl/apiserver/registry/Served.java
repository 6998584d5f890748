package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.store.StoredObject;

/** An object on its way to a client. Stored bytes that need no change are passed on as they are. */
public final class Served {

    private final Resource resource;
    private final byte[] stored;
    private final boolean asStored;
    private ObjectNode node;

    private Served(Resource resource, byte[] stored, boolean asStored, ObjectNode node) {
        this.resource = resource;
        this.stored = stored;
        this.asStored = asStored;
        this.node = node;
    }

    /** A stored object as {@code resource} shows it. */
    public static Served of(Resource resource, StoredObject object) {
        return of(resource, object.body(), object.version());
    }

    /** A stored body as {@code resource} shows it. */
    public static Served of(Resource resource, byte[] body, long version) {
        return new Served(resource, body, resource.servedAsStored(version), null);
    }

    /** An object that is not stored, such as the answer to a dry run. */
    public static Served of(Resource resource, ObjectNode node) {
        return new Served(resource, null, false, node);
    }

    /** The object; not to be changed. */
    public ObjectNode node() {
        if (node == null) {
            ObjectNode read = Json.read(stored);
            if (!asStored) {
                read = resource.conversion().fromStorage(read);
                resource.strategy().applyDefaults(read);
            }
            node = read;
        }
        return node;
    }

    /** Its JSON. */
    public byte[] json() {
        return asStored ? stored : Json.bytes(node());
    }

    /** The type it is shown as. */
    public Resource resource() {
        return resource;
    }
}
