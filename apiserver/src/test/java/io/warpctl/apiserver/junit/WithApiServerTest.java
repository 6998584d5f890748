package io.warpctl.apiserver.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import org.junit.jupiter.api.Test;

@WithApiServer(store = WithApiServer.Store.DISK)
class WithApiServerTest {

    @Test
    void injectsAServerAndAKubeconfigForIt(ApiServer server, @KubeconfigText String kubeconfig) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build()) {
            assertThat(client.getMasterUrl().getPort()).isEqualTo(server.port());
            assertThat(client.namespaces().withName("default").get()).isNotNull();
        }
    }
}
