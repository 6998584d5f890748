package io.warpctl.apiserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator does, with the client it does it with. */
class Fabric8Test {

    private static final ResourceDefinitionContext WIDGETS = new ResourceDefinitionContext.Builder()
            .withGroup("demo.example.com")
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build();

    private static ApiServer server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        server = ApiServer.start(ApiServerOptions.inMemory());
        client =
                new KubernetesClientBuilder().withConfig(Clients.config(server)).build();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("t")
                        .endMetadata()
                        .build())
                .create();
        CustomResourceDefinition crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(Fabric8Test.class.getResourceAsStream("/io/warpctl/apiserver/golden/fixtures/widgets-crd.json"))
                .item();
        client.resource(crd).create();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static GenericKubernetesResource widget(String name, String title) {
        GenericKubernetesResource widget = new GenericKubernetesResource();
        widget.setApiVersion("demo.example.com/v1");
        widget.setKind("Widget");
        widget.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                .withName(name)
                .withNamespace("t")
                .build());
        widget.setAdditionalProperties(new java.util.HashMap<>(Map.of("spec", Map.of("title", title))));
        return widget;
    }

    @Test
    void theClusterHasTheUidOfKubeSystem() {
        assertThat(client.namespaces()
                        .withName("kube-system")
                        .get()
                        .getMetadata()
                        .getUid())
                .isEqualTo(server.clusterUid());
    }

    @Test
    void aConfigMapIsCreatedReplacedAndDeleted() {
        ConfigMap created = client.configMaps()
                .inNamespace("t")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("c")
                        .endMetadata()
                        .addToData("k", "v")
                        .build())
                .create();
        assertThat(created.getMetadata().getUid()).isNotBlank();
        ConfigMap edited = client.configMaps().inNamespace("t").withName("c").edit(map -> {
            map.getData().put("k", "w");
            return map;
        });
        assertThat(edited.getData()).containsEntry("k", "w");
        client.configMaps().inNamespace("t").withName("c").delete();
        assertThat(client.configMaps().inNamespace("t").withName("c").get()).isNull();
    }

    @Test
    void anInformerSeesAFullLifeOverWebSockets() {
        List<String> seen = new CopyOnWriteArrayList<>();
        SharedIndexInformer<GenericKubernetesResource> informer = client.genericKubernetesResources(WIDGETS)
                .inNamespace("t")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource widget) {
                        seen.add("add " + widget.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource widget) {
                        seen.add("update " + widget.getMetadata().getName() + " "
                                + widget.getMetadata().getGeneration());
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource widget, boolean unknown) {
                        seen.add("delete " + widget.getMetadata().getName());
                    }
                });
        try {
            client.resource(widget("life", "one")).create();
            await().untilAsserted(() -> assertThat(seen).contains("add life"));

            GenericKubernetesResource applied = client.resource(widget("life", "two"))
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("operator")
                            .withForce(true)
                            .build());
            assertThat(applied.getMetadata().getGeneration()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(seen).contains("update life 2"));

            GenericKubernetesResource status = widget("life", "two");
            status.getAdditionalProperties().put("status", Map.of("phase", "Up"));
            GenericKubernetesResource reported = client.resource(status)
                    .subresource("status")
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("operator")
                            .withForce(true)
                            .build());
            assertThat(reported.getMetadata().getGeneration()).isEqualTo(2);
            assertThat(reported.<String>get("status", "phase")).isEqualTo("Up");

            client.resource(widget("life", "two")).delete();
            await().untilAsserted(() -> assertThat(seen).contains("delete life"));
        } finally {
            informer.stop();
        }
    }

    @Test
    void aStaleReplaceIsAConflict() {
        GenericKubernetesResource created =
                client.resource(widget("stale", "one")).create();
        GenericKubernetesResource other = widget("stale", "two");
        other.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        client.resource(other).update();
        GenericKubernetesResource late = widget("stale", "three");
        late.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> client.resource(late).update())
                .hasMessageContaining("the object has been modified");
    }
}
