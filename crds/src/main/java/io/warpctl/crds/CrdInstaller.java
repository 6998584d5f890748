package io.warpctl.crds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Installs the definitions of the custom resources. */
public final class CrdInstaller {
    private static final String MANAGER = "warp-crds";

    private CrdInstaller() {}

    /**
     * Applies all definitions, server side, and waits until the server serves them.
     *
     * @param client a client that may write CustomResourceDefinitions
     * @param timeout longest wait for one definition
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the server refuses, or a definition is not established in time
     */
    public static void install(KubernetesClient client, Duration timeout) {
        for (String document : Crds.documents()) {
            CustomResourceDefinition definition =
                    client.getKubernetesSerialization().unmarshal(document, CustomResourceDefinition.class);
            client.resource(definition).fieldManager(MANAGER).forceConflicts().serverSideApply();
        }
        for (Class<? extends HasMetadata> type : Crds.TYPES) {
            String name = Crds.name(type);
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(name)
                    .waitUntilCondition(CrdInstaller::established, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
