package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.NameRule;
import io.warpctl.apiserver.registry.Meta;

/** Namespaces: a finalizer of their own keeps them until they are empty. */
final class NamespaceStrategy extends BuiltInStrategy {

    /** The finalizer in {@code spec.finalizers}. */
    static final String FINALIZER = "kubernetes";

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    NamespaceStrategy() {
        super(false);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        label(object);
        object.putObject("spec").putArray("finalizers").add(FINALIZER);
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void prepareForUpdate(ObjectNode fresh, ObjectNode old) {
        label(fresh);
        fresh.set("spec", old.path("spec").deepCopy());
        fresh.set("status", old.path("status").deepCopy());
    }

    private static void label(ObjectNode object) {
        String name = Meta.text(object, "name");
        if (!name.isEmpty()) {
            Meta.of(object).withObject("/labels").put(NAME_LABEL, name);
        }
    }

    @Override
    public boolean held(ObjectNode object) {
        return super.held(object) || !object.path("spec").path("finalizers").isEmpty();
    }

    @Override
    public void markDeleted(ObjectNode object, String time) {
        Meta.of(object).put("deletionTimestamp", time);
        object.withObject("/status").put("phase", "Terminating");
    }

    @Override
    NameRule names() {
        return NameRule.LABEL;
    }
}
