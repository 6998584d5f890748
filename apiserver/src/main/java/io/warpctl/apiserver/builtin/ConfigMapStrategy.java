package io.warpctl.apiserver.builtin;

import java.util.List;
import java.util.Map;

/** ConfigMaps. */
final class ConfigMapStrategy extends DataStrategy {

    ConfigMapStrategy() {
        super(
                "ConfigMap",
                Map.of(
                        "data", Form.map(Form.STRING),
                        "binaryData", Form.map(Form.BYTES),
                        "immutable", Form.BOOL));
    }

    @Override
    List<String> dataFields() {
        return List.of("data", "binaryData");
    }
}
