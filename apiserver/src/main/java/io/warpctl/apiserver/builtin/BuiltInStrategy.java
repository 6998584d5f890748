package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.NameRule;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.registry.Strategy;
import java.util.ArrayList;
import java.util.List;

/** A built-in type: decoded by its known fields. */
class BuiltInStrategy implements Strategy {

    private final boolean namespaced;

    BuiltInStrategy(boolean namespaced) {
        this.namespaced = namespaced;
    }

    /** What names must look like. */
    NameRule names() {
        return NameRule.SUBDOMAIN;
    }

    /** What is wrong with an object, beside its metadata. */
    List<Cause> faults(ObjectNode object) {
        return List.of();
    }

    /** What is wrong with replacing {@code old} by {@code fresh}, beside metadata. */
    List<Cause> faults(ObjectNode fresh, ObjectNode old) {
        return faults(fresh);
    }

    @Override
    public List<String> decode(ObjectNode object) {
        return BuiltInSchemas.coerce(object);
    }

    @Override
    public final List<Cause> validate(ObjectNode object) {
        List<Cause> causes = new ArrayList<>(ObjectMeta.validate(object, namespaced, names()));
        causes.addAll(faults(object));
        return causes.stream().distinct().toList();
    }

    @Override
    public final List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(ObjectMeta.validateUpdate(fresh, old));
        causes.addAll(faults(fresh, old));
        return causes;
    }
}
