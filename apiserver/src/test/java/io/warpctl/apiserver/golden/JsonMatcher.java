package io.warpctl.apiserver.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares an answer with a recorded one, leaving the room that the recordings' README asks for. */
final class JsonMatcher {

    private static final Set<String> OPAQUE = Set.of("storageVersionHash");
    private static final Set<String> OWN_NAMESPACES =
            Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Placeholders placeholders;
    private final List<String> faults = new ArrayList<>();

    JsonMatcher(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    List<String> faults() {
        return faults;
    }

    void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            objects(path, expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            arrays(path, expected, actual);
        } else if (expected.isNumber() && actual.isNumber()) {
            if (expected.decimalValue().compareTo(actual.decimalValue()) != 0) {
                fault(path, expected, actual);
            }
        } else if (expected.isTextual() && actual.isTextual()) {
            texts(path, expected.textValue(), actual.textValue());
        } else if (!expected.equals(actual)) {
            fault(path, expected, actual);
        }
    }

    private void fault(String path, Object expected, Object actual) {
        faults.add(path + "\n   expected " + expected + "\n   actual   " + actual);
    }

    private void objects(String path, JsonNode expected, JsonNode actual) {
        Set<String> names = new TreeSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        Set<String> others = new TreeSet<>();
        actual.fieldNames().forEachRemaining(others::add);
        if (!names.equals(others)) {
            fault(path, names + " " + expected, others + " " + actual);
            return;
        }
        boolean list = expected.has("items") || expected.path("kind").asText().equals("Table");
        // Names first: they bind what other fields refer to.
        for (String name : names) {
            String inner = path + "." + name;
            if (list && name.equals("metadata")) {
                listMetadata(inner, expected.path(name), actual.path(name));
            } else if (name.equals("message")) {
                message(inner, expected.path(name), actual.path(name));
            } else if (!OPAQUE.contains(name)) {
                compare(inner, expected.path(name), actual.path(name));
            }
        }
    }

    private void listMetadata(String path, JsonNode expected, JsonNode actual) {
        ObjectNode left = expected.deepCopy();
        ObjectNode right = actual.deepCopy();
        JsonNode want = left.remove("resourceVersion");
        JsonNode got = right.remove("resourceVersion");
        boolean neither = want == null && got == null;
        boolean both = want != null && got != null;
        if (!neither && !(both && placeholders.matchesStoreVersion(want.asText(), got.asText()))) {
            fault(path + ".resourceVersion", want, got);
        }
        compare(path, left, right);
    }

    /** Several errors of one answer come in any order. */
    private void message(String path, JsonNode expected, JsonNode actual) {
        if (placeholders.matches(expected.asText(), actual.asText())) {
            return;
        }
        String[] left = expected.asText().replaceAll("[\\[\\]]", "").split("(?=[:,] )");
        String[] right = actual.asText().replaceAll("[\\[\\]]", "").split("(?=[:,] )");
        Arrays.setAll(left, i -> left[i].replaceAll("^[:,] ", ""));
        Arrays.setAll(right, i -> right[i].replaceAll("^[:,] ", ""));
        Arrays.sort(left);
        Arrays.sort(right);
        if (!Arrays.equals(left, right)) {
            fault(path, expected, actual);
        }
    }

    private void texts(String path, String expected, String actual) {
        boolean versionOfStore = path.endsWith(".metadata.resourceVersion") && path.contains("BOOKMARK");
        boolean same = versionOfStore
                ? placeholders.matchesStoreVersion(expected, actual)
                : placeholders.matches(expected, actual);
        if (!same) {
            fault(path, expected, actual);
        }
    }

    private void arrays(String path, JsonNode expected, JsonNode actual) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        switch (field) {
            case "managedFields" ->
                keyed(path, expected, actual, List.of("operation", "subresource", "apiVersion"), "manager");
            case "causes" -> unordered(path, expected, actual);
            case "conditions" -> keyed(path, expected, actual, List.of(), "type");
            case "groups" -> keyed(path, expected, actual, List.of(), "name");
            case "resources" ->
                keyed(path, expected, actual, List.of(), expected.path(0).has("name") ? "name" : "resource");
            default -> inOrder(path, expected, actual);
        }
    }

    private void unordered(String path, JsonNode expected, JsonNode actual) {
        List<String> left = new ArrayList<>();
        expected.forEach(each -> left.add(placeholders.fill(each.toString())));
        List<String> right = new ArrayList<>();
        actual.forEach(each -> right.add(each.toString()));
        left.sort(null);
        right.sort(null);
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = placeholders.matches(left.get(i), right.get(i));
        }
        if (!same) {
            fault(path, left, right);
        }
    }

    private void inOrder(String path, JsonNode expected, JsonNode actual) {
        List<JsonNode> left = own(expected);
        List<JsonNode> right = own(actual);
        if (left.size() != right.size()) {
            fault(path, left.size() + " of " + expected, right.size() + " of " + actual);
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            compare(path + "[" + i + "]", left.get(i), right.get(i));
        }
    }

    /** Items without those of a server's own namespaces. */
    private static List<JsonNode> own(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode each : array) {
            JsonNode object = each.has("object") ? each.path("object") : each;
            boolean ownNamespace = object.path("metadata").path("namespace").isMissingNode()
                    && OWN_NAMESPACES.contains(
                            object.path("metadata").path("name").asText());
            if (!ownNamespace) {
                items.add(each);
            }
        }
        return items;
    }

    private void keyed(String path, JsonNode expected, JsonNode actual, List<String> fields, String name) {
        Map<String, JsonNode> left = byKey(expected, fields, name);
        Map<String, JsonNode> right = byKey(actual, fields, name);
        if (!left.keySet().equals(right.keySet())) {
            fault(path, left.keySet(), right.keySet());
            return;
        }
        left.forEach((key, value) -> {
            ObjectNode want = value.deepCopy();
            ObjectNode got = right.get(key).deepCopy();
            if (want.path("manager").asText().equals("<server>")) {
                got.put("manager", "<server>");
            }
            // The recorder's scale subresource writes no time.
            compare(path + "{" + key + "}", want, got);
        });
    }

    private static Map<String, JsonNode> byKey(JsonNode array, List<String> fields, String name) {
        Map<String, JsonNode> map = new HashMap<>();
        for (JsonNode each : array) {
            StringBuilder key = new StringBuilder();
            String text = each.path(name).asText();
            key.append(text.equals("<server>") || text.equals("warp-apiserver") ? "the server" : text);
            fields.forEach(field -> key.append('/').append(each.path(field).asText()));
            map.put(key.toString(), each);
        }
        return map;
    }
}
