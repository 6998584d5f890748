package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The discovery documents. */
public final class Discovery {

    /** The order custom types show their verbs in. */
    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private final Resources resources;

    public Discovery(Resources resources) {
        this.resources = resources;
    }

    /** {@code /api}. @param host the address the client used */
    public ObjectNode core(String host) {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", host);
        return versions;
    }

    /** {@code /apis}. */
    public ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        byGroup().forEach((name, versions) -> groups.add(describe(name, versions)));
        return list;
    }

    /** {@code /apis/GROUP}. */
    public Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(byGroup().get(name)).map(versions -> {
            ObjectNode group = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
            group.setAll(describe(name, versions));
            return group;
        });
    }

    /** The versions of the named groups, in order. */
    private Map<String, Map<String, List<Resource>>> byGroup() {
        Map<String, Map<String, List<Resource>>> groups = all();
        groups.remove("");
        return groups;
    }

    private Map<String, Map<String, List<Resource>>> all() {
        Map<String, Map<String, List<Resource>>> groups = new TreeMap<>();
        for (Resource each : resources.all()) {
            groups.computeIfAbsent(each.kind().group(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(each.kind().version(), name -> new java.util.ArrayList<>())
                    .add(each);
        }
        return groups;
    }

    private static ObjectNode describe(String name, Map<String, List<Resource>> versions) {
        ObjectNode group = Json.object().put("name", name);
        ArrayNode list = group.putArray("versions");
        for (String version : versions.keySet()) {
            list.add(version(name, version));
        }
        group.set("preferredVersion", version(name, versions.keySet().iterator().next()));
        return group;
    }

    private static ObjectNode version(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    /** {@code /apis/GROUP/VERSION} or {@code /api/v1}. */
    public Optional<ObjectNode> resources(String group, String version) {
        List<Resource> types = all().getOrDefault(group, Map.of()).get(version);
        if (types == null) {
            return Optional.empty();
        }
        ObjectNode list = Json.object().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode array = list.putArray("resources");
        for (Resource type : types) {
            describe(array, type);
        }
        return Optional.of(list);
    }

    private static void describe(ArrayNode array, Resource type) {
        ObjectNode node = array.addObject()
                .put("name", type.id().resource())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind().kind());
        texts(node, "verbs", verbs(type));
        texts(node, "shortNames", type.shortNames());
        texts(node, "categories", type.categories());
        if (type.custom()) {
            node.put("storageVersionHash", hash(type.storage()));
        }
        for (Subresources each : Subresources.of(type)) {
            ObjectNode sub = array.addObject()
                    .put("name", type.id().resource() + "/" + each.name())
                    .put("singularName", "")
                    .put("namespaced", type.namespaced());
            if (!each.group().isEmpty()) {
                sub.put("group", each.group()).put("version", each.version());
            }
            sub.put("kind", each.kind());
            texts(sub, "verbs", each.verbs());
        }
    }

    private static List<String> verbs(Resource type) {
        return type.custom() ? CUSTOM_VERBS : type.verbs();
    }

    private static void texts(ObjectNode node, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(field);
            texts.forEach(array::add);
        }
    }

    /** Aggregated discovery of {@code /api} or {@code /apis}. */
    public ObjectNode aggregated(boolean core, String version) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        all().forEach((group, versions) -> {
            if (group.isEmpty() != core) {
                return;
            }
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
                metadata.put("name", group);
            }
            ArrayNode array = item.putArray("versions");
            versions.forEach((name, types) -> {
                ObjectNode node = array.addObject().put("version", name);
                ArrayNode served = node.putArray("resources");
                types.forEach(type -> aggregate(served, type));
                node.put("freshness", "Current");
            });
        });
        return list;
    }

    private static void aggregate(ArrayNode array, Resource type) {
        ObjectNode node = array.addObject().put("resource", type.id().resource());
        // Built-in types leave group and version to the list they are in.
        responseKind(
                node,
                type.custom() ? type.kind().group() : "",
                type.custom() ? type.kind().version() : "",
                type.kind().kind());
        node.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource", type.singular());
        texts(node, "verbs", verbs(type));
        texts(node, "shortNames", type.shortNames());
        texts(node, "categories", type.categories());
        List<Subresources> subresources = Subresources.of(type);
        if (!subresources.isEmpty()) {
            ArrayNode subs = node.putArray("subresources");
            for (Subresources each : subresources) {
                ObjectNode sub = subs.addObject().put("subresource", each.name());
                boolean own = each.group().isEmpty();
                responseKind(
                        sub,
                        !own ? each.group() : type.custom() ? type.kind().group() : "",
                        !own ? each.version() : type.custom() ? type.kind().version() : "",
                        each.kind());
                texts(sub, "verbs", each.verbs());
            }
        }
    }

    private static void responseKind(ObjectNode node, String group, String version, String kind) {
        node.putObject("responseKind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(digest(text.getBytes(StandardCharsets.UTF_8)), 8));
    }

    /** SHA-512 of a document, as its etag or hash. */
    public static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
