package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.NameRule;
import java.util.ArrayList;
import java.util.List;

/** Roles and cluster roles. */
final class RoleStrategy extends BuiltInStrategy {

    private final boolean cluster;

    RoleStrategy(boolean cluster) {
        super(!cluster);
        this.cluster = cluster;
    }

    @Override
    List<Cause> faults(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        int index = 0;
        for (JsonNode rule : object.path("rules")) {
            String path = "rules[" + index++ + "]";
            if (rule.path("verbs").isEmpty()) {
                causes.add(Cause.required(path + ".verbs", "verbs must contain at least one value"));
            }
            if (!rule.path("nonResourceURLs").isEmpty()) {
                if (!cluster) {
                    causes.add(Cause.invalid(
                            path + ".nonResourceURLs",
                            rule.path("nonResourceURLs"),
                            "namespaced rules cannot apply to non-resource URLs"));
                }
                continue;
            }
            if (rule.path("apiGroups").isEmpty()) {
                causes.add(Cause.required(path + ".apiGroups", "resource rules must supply at least one api group"));
            }
            if (rule.path("resources").isEmpty()) {
                causes.add(Cause.required(path + ".resources", "resource rules must supply at least one resource"));
            }
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
