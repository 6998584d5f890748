package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.NameRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Roles and cluster roles. */
final class RoleStrategy extends BuiltInStrategy {

    private static final Form RULE = Form.struct(
            "PolicyRule",
            Map.of(
                    "verbs", Form.list(Form.STRING),
                    "apiGroups", Form.list(Form.STRING),
                    "resources", Form.list(Form.STRING),
                    "resourceNames", Form.list(Form.STRING),
                    "nonResourceURLs", Form.list(Form.STRING)));

    private final boolean cluster;

    private RoleStrategy(String kind, Map<String, Form> fields, boolean cluster) {
        super(kind, fields);
        this.cluster = cluster;
    }

    static RoleStrategy role() {
        return new RoleStrategy("Role", Map.of("rules", Form.list(RULE)), false);
    }

    static RoleStrategy clusterRole() {
        return new RoleStrategy(
                "ClusterRole", Map.of("rules", Form.list(RULE), "aggregationRule", Form.ANY), true);
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        if (!object.has("rules")) {
            object.putNull("rules");
        }
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
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
                causes.add(Cause.required(
                        path + ".apiGroups", "resource rules must supply at least one api group"));
            }
            if (rule.path("resources").isEmpty()) {
                causes.add(Cause.required(
                        path + ".resources", "resource rules must supply at least one resource"));
            }
        }
        return causes;
    }

    @Override
    public NameRule names() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }
}
