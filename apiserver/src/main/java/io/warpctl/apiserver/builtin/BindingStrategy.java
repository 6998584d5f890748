package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.NameRule;
import java.util.ArrayList;
import java.util.List;

/** Role bindings and cluster role bindings. */
final class BindingStrategy extends BuiltInStrategy {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private final List<String> roleKinds;

    BindingStrategy(boolean namespaced, List<String> roleKinds) {
        super(namespaced);
        this.roleKinds = roleKinds;
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        if (object.get("roleRef") instanceof ObjectNode role
                && role.path("apiGroup").asText("").isEmpty()) {
            role.put("apiGroup", GROUP);
        }
        for (JsonNode each : object.path("subjects")) {
            boolean named = List.of("User", "Group").contains(each.path("kind").asText());
            if (named && each.path("apiGroup").asText("").isEmpty()) {
                ((ObjectNode) each).put("apiGroup", GROUP);
            }
        }
    }

    @Override
    List<Cause> faults(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        JsonNode role = object.path("roleRef");
        if (!roleKinds.contains(role.path("kind").asText(""))) {
            causes.add(Cause.notSupported("roleRef.kind", role.path("kind").asText(""), roleKinds));
        }
        if (role.path("name").asText("").isEmpty()) {
            causes.add(Cause.required("roleRef.name", ""));
        }
        int index = 0;
        for (JsonNode subject : object.path("subjects")) {
            String path = "subjects[" + index++ + "]";
            if (subject.path("name").asText("").isEmpty()) {
                causes.add(Cause.required(path + ".name", ""));
            }
            String kind = subject.path("kind").asText("");
            if (!List.of("ServiceAccount", "User", "Group").contains(kind)) {
                causes.add(Cause.notSupported(path + ".kind", kind, List.of("ServiceAccount", "User", "Group")));
            } else if (kind.equals("ServiceAccount")
                    && subject.path("namespace").asText("").isEmpty()) {
                causes.add(Cause.required(path + ".namespace", ""));
            }
        }
        return causes;
    }

    @Override
    List<Cause> faults(ObjectNode fresh, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(faults(fresh));
        if (!fresh.path("roleRef").equals(old.path("roleRef"))) {
            causes.add(Cause.invalid("roleRef", fresh.path("roleRef"), "cannot change roleRef"));
        }
        return causes;
    }

    @Override
    NameRule names() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }
}
