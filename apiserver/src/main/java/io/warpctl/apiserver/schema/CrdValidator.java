package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.Names;
import io.warpctl.apiserver.object.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Which CustomResourceDefinitions are valid. */
public final class CrdValidator {
    private static final int MAX_WARNING_BYTES = 256;

    private CrdValidator() {}

    /**
     * What is wrong with a decoded and defaulted definition, alone and, on an update, against the old one. Includes the
     * rules of its metadata.
     */
    public static List<Cause> validate(ObjectNode crd, Optional<ObjectNode> old) {
        List<Cause> causes = new ArrayList<>();
        JsonNode spec = crd.path("spec");
        String group = spec.path("group").asText("");
        String required = spec.path("names").path("plural").asText("") + "." + group;
        if (old.isPresent()) {
            causes.addAll(ObjectMeta.validateUpdate(crd, old.get()));
        } else {
            causes.addAll(ObjectMeta.validate(crd, false, name -> {
                List<String> faults = Names.subdomain(name);
                if (!name.equals(required)) {
                    faults.add("must be spec.names.plural+\".\"+spec.group");
                }
                return faults;
            }));
        }
        group(causes, group);
        approval(causes, group, crd, old);
        scope(causes, spec.path("scope").asText(""));
        if (spec.path("preserveUnknownFields").asBoolean()) {
            causes.add(Cause.invalid(
                    "spec.preserveUnknownFields",
                    spec.path("preserveUnknownFields"),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                            + " spec.versions[*].schema instead"));
        }
        causes.addAll(CrdNames.validate(spec.path("names")));
        versions(causes, spec.path("versions"));
        conversion(causes, spec.path("conversion"));
        storedVersions(causes, crd.path("status").path("storedVersions"), spec.path("versions"));
        old.ifPresent(before -> immutable(causes, spec, before));
        return causes;
    }

    private static void group(List<Cause> causes, String group) {
        List<String> faults = Names.subdomain(group);
        if (group.isEmpty()) {
            causes.add(Cause.required("spec.group", ""));
        } else if (!faults.isEmpty()) {
            causes.add(Cause.invalid("spec.group", group, String.join(",", faults)));
        } else if (!group.contains(".")) {
            causes.add(Cause.invalid("spec.group", group, "should be a domain with at least one dot"));
        }
    }

    /** Groups of the Kubernetes community need its approval; who has had none so far may go on without. */
    private static void approval(List<Cause> causes, String group, ObjectNode crd, Optional<ObjectNode> old) {
        if (!ApiApproval.isProtected(group)) {
            return;
        }
        ApiApproval approval = ApiApproval.of(crd);
        boolean asBefore = old.isPresent() && ApiApproval.of(old.get()).reason().equals(approval.reason());
        if (!asBefore && approval.reason().equals(ApiApproval.MISSING)) {
            causes.add(Cause.required(ApiApproval.PATH, approval.message()));
        } else if (!asBefore && approval.reason().equals(ApiApproval.INVALID)) {
            causes.add(Cause.invalid(ApiApproval.PATH, approval.annotation(), approval.message()));
        }
    }

    private static void scope(List<Cause> causes, String scope) {
        if (scope.isEmpty()) {
            causes.add(Cause.required("spec.scope", ""));
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            causes.add(Cause.notSupported("spec.scope", scope, List.of("Cluster", "Namespaced")));
        }
    }

    private static void versions(List<Cause> causes, JsonNode versions) {
        Map<String, Integer> names = new LinkedHashMap<>();
        int stored = 0;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            String path = "spec.versions[" + i + "]";
            String name = version.path("name").asText("");
            names.merge(name, 1, Integer::sum);
            stored += version.path("storage").asBoolean() ? 1 : 0;
            List<String> faults = Names.label1035(name);
            if (!faults.isEmpty()) {
                causes.add(Cause.invalid(path + ".name", name, String.join(",", faults)));
                if (i == 0) {
                    // Kubernetes also holds the first version's name in a field of an older form, and checks that too.
                    causes.add(Cause.invalid("spec.version", name, String.join(",", faults)));
                }
            }
            if (version.hasNonNull("deprecationWarning")) {
                JsonNode warning = version.get("deprecationWarning");
                deprecation(warning.asText(), version.path("deprecated").asBoolean())
                        .forEach(fault -> causes.add(Cause.invalid(path + ".deprecationWarning", warning, fault)));
            }
        }
        if (names.values().stream().anyMatch(n -> n > 1)) {
            causes.add(Cause.invalidShown("spec.versions", shown(versions), "must contain unique version names"));
        }
        if (stored != 1) {
            causes.add(Cause.invalidShown(
                    "spec.versions", shown(versions), "must have exactly one version marked as storage version"));
        }
        causes.addAll(VersionRules.validate(versions));
    }

    private static List<String> deprecation(String warning, boolean deprecated) {
        if (!deprecated) {
            return List.of("can only be set for deprecated versions");
        }
        List<String> faults = new ArrayList<>();
        if (warning.getBytes(StandardCharsets.UTF_8).length > MAX_WARNING_BYTES) {
            faults.add("must be <= 256 characters long");
        }
        if (warning.isEmpty()) {
            faults.add("must not be an empty string");
        }
        for (int i = 0; i < warning.length(); i++) {
            if (!GoJson.isPrintable(warning.codePointAt(i))) {
                int index = warning.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
                faults.add("must only contain printable UTF-8 characters; non-printable character found at index "
                        + index);
                break;
            }
        }
        return faults;
    }

    private static void conversion(List<Cause> causes, JsonNode conversion) {
        String path = "spec.conversion";
        String strategy = conversion.path("strategy").asText("");
        if (strategy.isEmpty()) {
            causes.add(Cause.required(path + ".strategy", ""));
        } else if (strategy.equals("Webhook")) {
            // Webhooks are part of Kubernetes and not of this server: better said at once than at the first read.
            causes.add(Cause.notSupported(path + ".strategy", strategy, List.of("None")));
        } else if (!strategy.equals("None")) {
            causes.add(Cause.notSupported(path + ".strategy", strategy, List.of("None", "Webhook")));
        }
        JsonNode webhook = conversion.path("webhook");
        String notAWebhook = "should not be set when strategy is not set to Webhook";
        if (!strategy.equals("Webhook") && webhook.hasNonNull("clientConfig")) {
            causes.add(Cause.forbidden(path + ".webhookClientConfig", notAWebhook));
        }
        if (!strategy.equals("Webhook")
                && !webhook.path("conversionReviewVersions").isEmpty()) {
            causes.add(Cause.forbidden(path + ".conversionReviewVersions", notAWebhook));
        }
    }

    private static void storedVersions(List<Cause> causes, JsonNode stored, JsonNode versions) {
        String path = "status.storedVersions";
        if (stored.isEmpty()) {
            causes.add(Cause.invalid(path, NullNode.instance, "must have at least one stored version"));
            return;
        }
        Map<String, Integer> left = new LinkedHashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            left.put(stored.get(i).asText(), i);
        }
        for (JsonNode version : versions) {
            String name = version.path("name").asText("");
            if (left.remove(name) == null && version.path("storage").asBoolean()) {
                causes.add(Cause.invalid(path, stored, "must have the storage version " + name));
            }
        }
        left.forEach((name, i) -> causes.add(Cause.invalid(
                path + "[" + i + "]",
                name,
                "missing from spec.versions; " + name + " was previously a storage version, and must remain in"
                        + " spec.versions until a storage migration ensures no data remains persisted in " + name
                        + " and removes " + name + " from status.storedVersions")));
    }

    private static void immutable(List<Cause> causes, JsonNode spec, ObjectNode before) {
        boolean established = false;
        for (JsonNode condition : before.path("status").path("conditions")) {
            established |= condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True");
        }
        if (established) {
            unchanged(
                    causes,
                    "spec.scope",
                    spec.path("scope"),
                    before.path("spec").path("scope"));
            unchanged(
                    causes,
                    "spec.names.kind",
                    spec.path("names").path("kind"),
                    before.path("spec").path("names").path("kind"));
        }
        unchanged(causes, "spec.group", spec.path("group"), before.path("spec").path("group"));
        unchanged(
                causes,
                "spec.names.plural",
                spec.path("names").path("plural"),
                before.path("spec").path("names").path("plural"));
    }

    private static void unchanged(List<Cause> causes, String path, JsonNode now, JsonNode before) {
        if (!now.equals(before)) {
            causes.add(Cause.invalid(path, now, "field is immutable"));
        }
    }

    /** The versions as Kubernetes shows its internal form of them, without what is the same in all. */
    private static String shown(JsonNode versions) {
        if (!versions.isArray()) {
            return "null";
        }
        StringJoiner out = new StringJoiner(",", "[", "]");
        for (JsonNode version : versions) {
            JsonNode warning = version.path("deprecationWarning");
            out.add("{\"Name\":" + GoJson.compact(version.path("name")) + ",\"Served\":"
                    + version.path("served").asBoolean() + ",\"Storage\":"
                    + version.path("storage").asBoolean() + ",\"Deprecated\":"
                    + version.path("deprecated").asBoolean() + ",\"DeprecationWarning\":" + GoJson.compact(warning)
                    + ",\"Schema\":null,\"Subresources\":null,\"AdditionalPrinterColumns\":null,"
                    + "\"SelectableFields\":null}");
        }
        return out.toString();
    }
}
