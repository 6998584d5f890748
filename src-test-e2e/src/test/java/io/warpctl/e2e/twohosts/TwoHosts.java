package io.warpctl.e2e.twohosts;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.crds.service.ServiceStatus;
import io.warpctl.e2e.rig.DockerEngine;
import io.warpctl.e2e.rig.Marker;
import io.warpctl.e2e.rig.NamespacedHost;
import io.warpctl.e2e.rig.NamespacedHosts;
import io.warpctl.e2e.rig.WarpProcess;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two hosts, {@code h0} and {@code h1}, that follow one control plane, which is on this machine. */
final class TwoHosts implements AutoCloseable {
    /** Tags of this scenario alone. */
    static final String FIRST = "1.0.0-two";

    static final String SECOND = "1.1.0-two";
    static final String HOST_NAME = "e2e-hello.example.com";
    static final String CALLER_HOST_NAME = "e2e-caller.example.com";
    static final int PORT = 8080;
    static final List<String> BLOCKS = List.of("beta", "g1", "g2");

    private static final String NAMESPACE = "two";
    private static final String ENVIRONMENT = "e2e";
    private static final String SERVICE = "hello";
    private static final String CALLER = "caller";
    private static final String NETWORK = "services";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final List<Variant> IMAGES = List.of(Variant.ok(FIRST), Variant.ok(SECOND));

    private final NamespacedHosts hosts;
    private final Path folder;
    private final WarpProcess server;
    private final KubernetesClient client;
    private final List<WarpProcess> nodes = new ArrayList<>();

    private TwoHosts(NamespacedHosts hosts, Path folder, WarpProcess server) {
        this.hosts = hosts;
        this.folder = folder;
        this.server = server;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig(folder).toFile()))
                .build();
    }

    /** Makes the link of each host lead to the one address that the control plane listens on. */
    static void connect(NamespacedHosts hosts) {
        String address = hosts.host(0).controlAddress();
        NamespacedHost other = hosts.host(1);
        other.namespace().run("ip", "route", "add", address + "/32", "via", other.controlAddress());
    }

    /**
     * Starts the control plane where both hosts reach it; the nodes are not started yet.
     *
     * @param folder for everything it and the nodes keep
     */
    static TwoHosts start(NamespacedHosts hosts, Path folder) {
        String address = hosts.host(0).controlAddress();
        WarpProcess server = WarpProcess.warpctl(
                        "server",
                        "--data-dir",
                        folder.resolve("server").toString(),
                        "--listen",
                        address + ":0",
                        "--kubeconfig-out",
                        kubeconfig(folder).toString(),
                        "--no-node")
                .start();
        server.awaitLine("Ready at https://" + address, PATIENCE);
        return new TwoHosts(hosts, folder, server);
    }

    /** The same images on both, as a registry would have it. */
    static void loadImages(NamespacedHosts hosts) {
        NamespacedHost first = hosts.host(0);
        HelloImages.build(first.docker(), Path.of("target", "images"), IMAGES);
        for (NamespacedHost other : hosts.hosts().subList(1, hosts.hosts().size())) {
            try (DockerEngine from = DockerEngine.at(first.docker());
                    DockerEngine to = DockerEngine.at(other.docker())) {
                for (Variant image : IMAGES) {
                    try (InputStream saved =
                            from.client().saveImageCmd(image.image()).exec()) {
                        to.client().loadImageCmd(saved).exec();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void apply() {
        apply("manifests.yaml");
    }

    private void apply(String file) {
        try (InputStream manifests = TwoHosts.class.getResourceAsStream("/twohosts/" + file)) {
            client.load(manifests).serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a service that asks the other, and waits until it is ready. */
    void addCaller() {
        apply("caller.yaml");
        await().atMost(PATIENCE).until(() -> ready(service(CALLER)));
    }

    /** Has the operator plan balancers for these interfaces of a host only. */
    void keepInterfaces(int host, List<String> names) {
        String interfaces =
                names.stream().map(name -> "{\"name\":\"" + name + "\"}").collect(Collectors.joining(",", "[", "]"));
        client.resources(WarpHost.class)
                .withName("h" + host)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"interfaces\":" + interfaces + "}}");
    }

    /** The balancer of an interface. */
    Optional<ProcessHandle> balancer(int host, String interfaceName) {
        String socket = folder.resolve("h" + host) + "/lb/" + interfaceName + ".sock";
        return Marker.thisRun().processes().stream()
                .filter(process -> Marker.describe(process).contains(" --socket " + socket))
                .findFirst();
    }

    /** Starts or restarts a host's node. */
    void startNode(int host) {
        String name = "h" + host;
        WarpProcess node = WarpProcess.warpctl(
                        "node",
                        "--kubeconfig",
                        kubeconfig(folder).toString(),
                        "--name",
                        name,
                        "--state-dir",
                        folder.resolve(name).toString(),
                        "--docker-host",
                        hosts.host(host).docker().uri())
                .name("node-" + name)
                .in(hosts.host(host).namespace())
                .start();
        if (host < nodes.size()) {
            nodes.set(host, node);
        } else {
            nodes.add(node);
        }
    }

    void killNode(int host) {
        nodes.get(host).kill9();
    }

    void rollOut(String version) {
        service(SERVICE).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"version\":\"" + version + "\"}}");
    }

    void awaitReady(String version) {
        await().atMost(PATIENCE)
                .until(() -> ready(service(SERVICE))
                        && BLOCKS.stream()
                                .allMatch(block -> serves("h0", block, version) && serves("h1", block, version)));
    }

    private static boolean ready(Resource<WarpService> service) {
        ServiceStatus status = service.get().getStatus();
        return status != null && Conditions.holds(status.conditions(), "Ready");
    }

    void awaitServing(String host, String block, String version) {
        await().atMost(PATIENCE).until(() -> serves(host, block, version));
    }

    /** As far as the control plane knows. */
    boolean serves(String host, String block, String version) {
        WarpBlock found = client.resources(WarpBlock.class)
                .inNamespace(NAMESPACE)
                .withName(SERVICE + "." + block)
                .get();
        return found != null
                && found.getStatus() != null
                && found.getStatus().hosts().stream()
                        .filter(container -> container.host().equals(host) && container.phase() == Phase.Serving)
                        .map(BlockHostStatus::version)
                        .anyMatch(version::equals);
    }

    /** The number of the table that the operator gave to an interface. */
    int table(int host, String interfaceName) {
        return environment().get().getStatus().allocations().stream()
                .filter(given ->
                        given.host().equals("h" + host) && given.interfaceName().equals(interfaceName))
                .map(TableAssignment::routingTable)
                .findFirst()
                .orElseThrow();
    }

    /** Takes everything away by the system's own means, and waits until it is. */
    void removeAll() {
        service(SERVICE).delete();
        service(CALLER).delete();
        await().atMost(PATIENCE)
                .until(() -> service(SERVICE).get() == null
                        && service(CALLER).get() == null
                        && containers().isEmpty());
        environment().delete();
        await().atMost(PATIENCE)
                .until(() -> hosts.hosts().stream()
                        .allMatch(host -> new Routing(host).ours().isEmpty()));
        await().atMost(PATIENCE)
                .until(() -> Marker.thisRun().processes().stream()
                        .noneMatch(process -> Marker.describe(process).contains(" lb ")));
    }

    private List<String> containers() {
        List<String> names = new ArrayList<>();
        for (NamespacedHost host : hosts.hosts()) {
            try (DockerEngine engine = DockerEngine.at(host.docker())) {
                engine.client()
                        .listContainersCmd()
                        .withShowAll(true)
                        .exec()
                        .forEach(container -> names.add(container.getNames()[0]));
            }
        }
        return names;
    }

    private Resource<WarpService> service(String name) {
        return client.resources(WarpService.class).inNamespace(NAMESPACE).withName(name);
    }

    private Resource<WarpEnvironment> environment() {
        return client.resources(WarpEnvironment.class).inNamespace(NAMESPACE).withName(ENVIRONMENT);
    }

    private static Path kubeconfig(Path folder) {
        return folder.resolve("admin.kubeconfig");
    }

    /** Ends nodes and control plane, and removes the bridges, which a node leaves to whoever takes its host away, and the images. */
    void leave() {
        nodes.forEach(node -> node.terminate(STOP));
        server.terminate(STOP);
        for (NamespacedHost host : hosts.hosts()) {
            try (DockerEngine engine = DockerEngine.at(host.docker())) {
                engine.client().removeNetworkCmd(NETWORK).exec();
            }
            HelloImages.remove(host.docker(), IMAGES);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
