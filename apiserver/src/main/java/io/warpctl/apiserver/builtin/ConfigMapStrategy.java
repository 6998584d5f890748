package io.warpctl.apiserver.builtin;

import java.util.List;

/** ConfigMaps. */
final class ConfigMapStrategy extends DataStrategy {

    @Override
    List<String> dataFields() {
        return List.of("data", "binaryData");
    }
}
