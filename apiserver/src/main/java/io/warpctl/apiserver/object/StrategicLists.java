package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strategic merge of lists whose items have identities, and the order in which the result stands. */
final class StrategicLists {
    private final Items list;

    private StrategicLists(Items list) {
        this.list = list;
    }

    /**
     * A new list.
     *
     * @param order identities in the order wanted; a missing node for that of the patch
     * @throws IllegalArgumentException for items without identity and unknown directives
     */
    static ArrayNode merge(Items list, JsonNode original, ArrayNode patch, JsonNode order) {
        return new StrategicLists(list).merge(original, patch, order);
    }

    private ArrayNode merge(JsonNode original, ArrayNode patch, JsonNode order) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        List<String> serverOrder = new ArrayList<>();
        original.forEach(item -> {
            serverOrder.add(identity(item));
            items.put(identity(item), item.deepCopy());
        });
        List<String> patchOrder = new ArrayList<>();
        for (JsonNode change : patch) {
            String directive = change.path(StrategicMerge.DIRECTIVE).asText("");
            if (directive.equals("replace")) {
                return replacement(patch);
            }
            String identity = identity(change);
            if (directive.equals("delete")) {
                items.remove(identity);
            } else if (directive.isEmpty() || directive.equals("merge")) {
                patchOrder.add(identity);
                items.merge(
                        identity,
                        change.deepCopy(),
                        (old, fresh) -> fresh instanceof ObjectNode object
                                ? StrategicMerge.merge(list.item(), old, object)
                                : fresh);
            } else {
                throw new IllegalArgumentException("Unknown patch type '" + directive + "' found");
            }
        }
        if (order.isArray()) {
            patchOrder.clear();
            order.forEach(item -> patchOrder.add(identity(item)));
        }
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        interleave(items, patchOrder, serverOrder).forEach(identity -> out.add(items.get(identity)));
        return out;
    }

    /** Items the patch speaks of in its order; the others keep their places before the items they stood before. */
    private static List<String> interleave(
            Map<String, JsonNode> items, List<String> patchOrder, List<String> serverOrder) {
        List<String> wanted =
                patchOrder.stream().filter(items::containsKey).distinct().toList();
        List<String> others =
                items.keySet().stream().filter(i -> !wanted.contains(i)).toList();
        List<String> all = new ArrayList<>();
        int w = 0;
        int o = 0;
        while (w < wanted.size() || o < others.size()) {
            boolean other = w >= wanted.size();
            if (!other && o < others.size()) {
                int mine = serverOrder.indexOf(others.get(o));
                int theirs = serverOrder.indexOf(wanted.get(w));
                other = mine >= 0 && theirs >= 0 && mine < theirs;
            }
            all.add(other ? others.get(o++) : wanted.get(w++));
        }
        return all;
    }

    private static ArrayNode replacement(ArrayNode patch) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        patch.forEach(item -> {
            if (!item.has(StrategicMerge.DIRECTIVE)) {
                out.add(item.deepCopy());
            }
        });
        return out;
    }

    private String identity(JsonNode item) {
        if (list.type() == ListType.SET) {
            return GoJson.compact(item);
        }
        if (item.has(StrategicMerge.DIRECTIVE) && item.size() == 1) {
            return "";
        }
        StringBuilder identity = new StringBuilder();
        for (String key : list.keys()) {
            if (!item.has(key)) {
                throw new IllegalArgumentException(
                        "map: " + GoJson.compact(item) + " does not contain declared merge key: " + key);
            }
            identity.append(GoJson.compact(item.get(key))).append('\n');
        }
        return identity.toString();
    }
}
