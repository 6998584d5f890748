package io.warpctl.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** Labels of objects. */
final class Labels {
    private Labels() {}

    static Map<String, String> of(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
