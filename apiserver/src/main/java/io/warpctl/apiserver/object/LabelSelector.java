package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A parsed label selector: requirements that must all hold. */
public final class LabelSelector implements Selector {
    /** The selector of everything. */
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Reads Kubernetes' grammar: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1,m<2}.
     *
     * @throws ApiError 400 with Kubernetes' text if it cannot be read
     */
    public static LabelSelector parse(String text) {
        return text.isEmpty() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
    }

    @Override
    public boolean matches(ObjectNode object) {
        return matchesLabels(object.path("metadata").path("labels"));
    }

    /** Whether a map of labels meets the condition. */
    public boolean matchesLabels(JsonNode labels) {
        return requirements.stream().allMatch(r -> r.matches(labels));
    }

    @Override
    public boolean isEmpty() {
        return requirements.isEmpty();
    }
}
