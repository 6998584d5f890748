package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.registry.Meta;
import java.util.List;

/** Events. */
final class EventStrategy extends BuiltInStrategy {

    private final String subject;

    /** @param subject the field that names what an event is about */
    EventStrategy(String subject) {
        super(true);
        this.subject = subject;
    }

    @Override
    List<Cause> faults(ObjectNode object) {
        String about = object.path(subject).path("namespace").asText("");
        String namespace = Meta.text(object, "namespace");
        boolean fits = about.equals(namespace) || (about.isEmpty() && namespace.equals("default"));
        return fits
                ? List.of()
                : List.of(Cause.invalid(subject + ".namespace", about, "does not match event.namespace"));
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }
}
