package io.warpctl.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The story's manifests. */
final class Manifests {
    /** Name of the demo's host. */
    static final String HOST = "demo-host";
    /** Namespace of its service. */
    static final String NAMESPACE = "demo";

    private final int port;
    private final String network;
    private final String subnet;

    /**
     * @param port the balancer's port
     * @param network name of the services network
     * @param subnet its addresses
     */
    Manifests(int port, String network, String subnet) {
        this.port = port;
        this.network = network;
        this.subnet = subnet;
    }

    /** Namespace, host and environment. */
    String environment() {
        return template("environment.yaml")
                .replace("${port}", Integer.toString(port))
                .replace("${network}", network)
                .replace("${subnet}", subnet);
    }

    /** The service in a version. */
    String service(String version) {
        return template("service.yaml").replace("${version}", version);
    }

    /** Writes them where a person can read and apply them. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("environment.yaml"), environment());
            Files.writeString(folder.resolve("service.yaml"), service("1.0.0"));
        } catch (IOException e) {
            throw new CommandFailure("cannot write the manifests to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Applies the objects of a YAML stream, server side, as {@code kubectl} would. */
    void apply(Api api, String yaml) {
        KubernetesClient client = api.client();
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items().stream()
                .forEach(object -> apply(client, object));
    }

    private static void apply(KubernetesClient client, HasMetadata object) {
        client.resource(object).fieldManager("kubectl").serverSideApply();
    }

    private static String template(String name) {
        try (InputStream in = Manifests.class.getResourceAsStream("/demo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
