package io.warpctl.apiserver.client;

import io.fabric8.kubernetes.client.Config;
import io.warpctl.apiserver.ApiServer;

/** Clients for tests. */
final class Clients {

    private static final int PATIENCE_MILLIS = 120_000;

    private Clients() {}

    /**
     * An administrator's configuration that waits for answers as long as a busy machine may need: the client sends what it has
     * no answer to again, and a second create is a conflict.
     */
    static Config config(ApiServer server) {
        Config config = Config.fromKubeconfig(server.kubeconfig());
        config.setRequestTimeout(PATIENCE_MILLIS);
        return config;
    }
}
