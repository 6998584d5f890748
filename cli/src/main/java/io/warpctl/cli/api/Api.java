package io.warpctl.cli.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An API server, as one user in one namespace sees it. */
public final class Api implements AutoCloseable {
    /** Field manager of what {@code warpctl} writes. */
    public static final String MANAGER = "warpctl";

    private static final int HTTP_UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final String namespace;

    private Api(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Prepares to talk to the API server of a kubeconfig; nothing is sent yet.
     *
     * @param namespace the namespace; empty for the kubeconfig's own
     * @throws CommandFailure if there is no such file or it cannot be read
     */
    public static Api connect(Path kubeconfig, Optional<String> namespace) {
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandFailure("cannot read " + kubeconfig
                    + ": name the kubeconfig with --kubeconfig or KUBECONFIG (warpctl server writes one)");
        }
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestTimeout(15_000);
        config.setConnectionTimeout(5_000);
        config.setRequestRetryBackoffLimit(0);
        String own = config.getNamespace() == null ? "default" : config.getNamespace();
        return new Api(new KubernetesClientBuilder().withConfig(config).build(), namespace.orElse(own));
    }

    /** The client itself. */
    public KubernetesClient client() {
        return client;
    }

    /** The namespace commands work in. */
    public String namespace() {
        return namespace;
    }

    /**
     * The service of that name.
     *
     * @throws CommandFailure if there is none
     */
    public WarpService service(String name) {
        WarpService service = reached(() -> client.resources(WarpService.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
        if (service == null) {
            throw new CommandFailure("there is no service " + name + " in namespace " + namespace
                    + ": see warpctl get, or name another namespace with -n");
        }
        return service;
    }

    /** The names of all services of the namespace. */
    public List<String> serviceNames() {
        return reached(() -> client.resources(WarpService.class).inNamespace(namespace).list().getItems().stream()
                .map(service -> service.getMetadata().getName())
                .toList());
    }

    /** The service with its blocks and releases. */
    public ServiceObjects objects(String name) {
        WarpService service = service(name);
        List<WarpBlock> blocks = client.resources(WarpBlock.class).inNamespace(namespace).list().getItems().stream()
                .filter(block -> block.getSpec().service().equals(name))
                .toList();
        List<WarpRelease> releases = client.resources(WarpRelease.class)
                .inNamespace(namespace)
                .withLabel(Warp.SERVICE_LABEL, name)
                .list()
                .getItems();
        return new ServiceObjects(service, blocks, releases);
    }

    /**
     * Applies a JSON patch that was made for a service to it as {@code warpctl}; returns the service as it is then.
     *
     * @throws CommandFailure if a test of the patch does not hold since somebody else changed the spec
     */
    public WarpService patchJson(WarpService before, String patch) {
        String name = before.getMetadata().getName();
        try {
            return patch(name, PatchType.JSON, patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HTTP_UNPROCESSABLE || sameSpec(before, service(name))) {
                throw e;
            }
            throw new CommandFailure(
                    "somebody else changed service " + name + " at this moment: look at it with warpctl get " + name
                            + ", then run this again",
                    e);
        }
    }

    private static boolean sameSpec(WarpService one, WarpService other) {
        return one.getMetadata().getGeneration().equals(other.getMetadata().getGeneration());
    }

    /** Applies a JSON merge patch to a service as {@code warpctl}; returns the service as it is then. */
    public WarpService patchMerge(String name, String patch) {
        return patch(name, PatchType.JSON_MERGE, patch);
    }

    private WarpService patch(String name, PatchType type, String patch) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(type)
                .withFieldManager(MANAGER)
                .build();
        return client.resources(WarpService.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(context, patch);
    }

    private <T> T reached(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            if (e.getStatus() != null || !(e.getCause() instanceof IOException)) {
                throw e;
            }
            throw new CommandFailure(
                    "no API server answers at " + client.getMasterUrl()
                            + ": is it running (warpctl server), and is this the right kubeconfig?",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
