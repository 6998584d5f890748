package io.warpctl.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.host.HostSpec;
import io.warpctl.crds.host.InterfaceSpec;
import java.util.List;
import java.util.Map;

/** Makes a host known, once; from then on its WarpHost belongs to people. */
public final class HostRegistration {
    /** Label every host has, with its own name. */
    public static final String NAME_LABEL = "kubernetes.io/hostname";

    private static final int CONFLICT = 409;

    private HostRegistration() {}

    /**
     * Creates the WarpHost unless there is one.
     *
     * @param client where
     * @param name name of the host
     * @param labels its labels, beside its name
     * @param interfaces the interfaces that get a balancer; empty for all its node finds
     * @return whether it was created
     * @throws KubernetesClientException when the server refuses
     */
    public static boolean ensure(
            KubernetesClient client, String name, Map<String, String> labels, List<InterfaceSpec> interfaces) {
        WarpHost host = new WarpHost();
        host.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withLabels(labels)
                .addToLabels(NAME_LABEL, name)
                .build());
        host.setSpec(new HostSpec(interfaces));
        try {
            client.resource(host).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}
