package io.warpctl.apiserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server does by itself: dependents go with their owners, objects with their namespaces, all over restarts. */
class ControllersTest {

    @TempDir
    Path directory;

    private ApiServer start() {
        return ApiServer.start(ApiServerOptions.in(directory));
    }

    private static KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder().withConfig(Clients.config(server)).build();
    }

    private static ConfigMap map(KubernetesClient client, String name, ConfigMap owner) {
        ConfigMapBuilder builder = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata();
        if (owner != null) {
            builder.editMetadata()
                    .addToOwnerReferences(new OwnerReferenceBuilder()
                            .withApiVersion("v1")
                            .withKind("ConfigMap")
                            .withName(owner.getMetadata().getName())
                            .withUid(owner.getMetadata().getUid())
                            .withBlockOwnerDeletion(true)
                            .build())
                    .endMetadata();
        }
        return client.resource(builder.build()).create();
    }

    private static boolean there(KubernetesClient client, String name) {
        return client.configMaps().inNamespace("default").withName(name).get() != null;
    }

    @Test
    void dependentsGoWithTheirOwner() {
        try (ApiServer server = start();
                KubernetesClient client = client(server)) {
            ConfigMap owner = map(client, "owner", null);
            ConfigMap child = map(client, "child", owner);
            map(client, "grandchild", child);
            map(client, "stranger", null);
            client.resource(owner).delete();
            await().untilAsserted(() -> assertThat(there(client, "grandchild")).isFalse());
            assertThat(there(client, "child")).isFalse();
            assertThat(there(client, "stranger")).isTrue();
        }
    }

    @Test
    void anOwnerDeletedInTheForegroundWaitsForItsDependents() {
        try (ApiServer server = start();
                KubernetesClient client = client(server)) {
            ConfigMap owner = map(client, "owner", null);
            map(client, "child", owner);
            client.resource(owner)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
            await().untilAsserted(() -> assertThat(there(client, "owner")).isFalse());
            assertThat(there(client, "child")).isFalse();
        }
    }

    @Test
    void orphansStay() {
        try (ApiServer server = start();
                KubernetesClient client = client(server)) {
            ConfigMap owner = map(client, "owner", null);
            map(client, "child", owner);
            client.resource(owner)
                    .withPropagationPolicy(DeletionPropagation.ORPHAN)
                    .delete();
            await().untilAsserted(() -> assertThat(there(client, "owner")).isFalse());
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("child")
                            .get()
                            .getMetadata()
                            .getOwnerReferences())
                    .isEmpty();
        }
    }

    @Test
    void aNamespaceWaitsForFinalizersOverARestart() {
        String uid;
        try (ApiServer server = start();
                KubernetesClient client = client(server)) {
            uid = server.clusterUid();
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("n")
                            .endMetadata()
                            .build())
                    .create();
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("held")
                            .withNamespace("n")
                            .addToFinalizers("example.com/hold")
                            .endMetadata()
                            .build())
                    .create();
            client.namespaces().withName("n").delete();
            await().untilAsserted(() -> assertThat(client.configMaps()
                            .inNamespace("n")
                            .withName("held")
                            .get()
                            .getMetadata()
                            .getDeletionTimestamp())
                    .isNotNull());
        }
        try (ApiServer server = start();
                KubernetesClient client = client(server)) {
            assertThat(server.clusterUid()).isEqualTo(uid);
            assertThat(client.namespaces().withName("n").get().getStatus().getPhase())
                    .isEqualTo("Terminating");
            client.configMaps().inNamespace("n").withName("held").edit(held -> {
                held.getMetadata().getFinalizers().clear();
                return held;
            });
            await().untilAsserted(() ->
                    assertThat(client.namespaces().withName("n").get()).isNull());
        }
    }
}
