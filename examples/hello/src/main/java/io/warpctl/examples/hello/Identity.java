package io.warpctl.examples.hello;

import java.util.Map;

/** Who this container is, from its environment; what is not set there is empty. */
record Identity(
        String environment,
        String service,
        String block,
        String host,
        String container,
        String version,
        String configVersion) {
    static final String WRONG_VERSION = "0.0.0-wrong";

    static Identity from(Map<String, String> environment, Mode mode) {
        return new Identity(
                environment.getOrDefault("WARP_ENV", ""),
                environment.getOrDefault("WARP_SERVICE", ""),
                environment.getOrDefault("WARP_BLOCK", ""),
                environment.getOrDefault("WARP_HOST", ""),
                environment.getOrDefault("HOSTNAME", ""),
                mode == Mode.WRONG_VERSION ? WRONG_VERSION : environment.getOrDefault("WARP_VERSION", ""),
                environment.getOrDefault("WARP_CONFIG_VERSION", ""));
    }
}
