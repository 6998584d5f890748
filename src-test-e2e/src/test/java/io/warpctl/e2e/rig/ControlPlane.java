package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.examples.hello.image.DockerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/**
 * {@code warpctl server} with a data directory, a port and a kubeconfig of its own, and the node of this machine beside it,
 * whose balancer listens on loopback only.
 */
public final class ControlPlane implements AutoCloseable {
    private static final String HOST_LABEL = "warpctl.io/host";
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final Duration COMMAND = Duration.ofMinutes(10);

    private final DockerEndpoint docker;
    private final Path folder = Folders.temporary("warp-cp");
    private final Path dataDir;
    private final String host = "e2e-" + ProcessHandle.current().pid();
    private final int port = Ports.free();
    private final List<String> serverOptions = new ArrayList<>();
    private WarpProcess server;
    private WarpProcess node;

    private ControlPlane(DockerEndpoint docker, Optional<Path> dataDir) {
        this.docker = docker;
        this.dataDir = dataDir.orElseGet(() -> folder.resolve("server"));
    }

    /** Starts API server and operator; there is no host yet. Returns when they are ready. */
    public static ControlPlane start(DockerEndpoint docker) {
        return start(new ControlPlane(docker, Optional.empty()));
    }

    /** The same with a data directory of the scenario's, which stays its own. */
    public static ControlPlane start(DockerEndpoint docker, Path dataDir) {
        return start(new ControlPlane(docker, Optional.of(dataDir)));
    }

    private static ControlPlane start(ControlPlane controlPlane) {
        AtExit.close(controlPlane);
        controlPlane.serverOptions.add("--no-node");
        controlPlane.startServer();
        return controlPlane;
    }

    /**
     * Makes this machine a host and starts its node. From now on a started server is told to care for that node; as long as it
     * runs there is nothing to care for.
     */
    public void startNode() {
        applyHost();
        node = node().start();
        serverOptions.clear();
        serverOptions.addAll(
                List.of("--node", host, "--node-state-dir", nodeState().toString()));
    }

    /** Declares this machine as a host whose services are reached on loopback. */
    public void applyHost() {
        apply("""
                apiVersion: warpctl.io/v1alpha1
                kind: WarpHost
                metadata: {name: %s}
                spec: {interfaces: [{name: lo, addresses: [127.0.0.1]}]}
                """.formatted(host));
    }

    /** Applies the objects of a YAML text with kubectl. */
    public void apply(String yaml) {
        kubectl().run("apply", "-f", write("manifest.yaml", yaml).toString()).good();
    }

    /** Writes a file for kubectl to read. */
    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    /** Whether a line of {@link Cleanliness} can be of a control plane's doing: it makes no network namespaces. */
    public static boolean concerns(String line) {
        return !line.startsWith("namespace ");
    }

    /** Where {@link #write} writes. */
    public Path folder() {
        return folder;
    }

    /** Name of this machine as a host. */
    public String host() {
        return host;
    }

    /** kubectl with the administrator's kubeconfig. */
    public Kubectl kubectl() {
        return Kubectl.of(kubeconfig(), folder.resolve("kubectl"));
    }

    /** A client with the administrator's kubeconfig, as it is now. */
    public KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
                .build();
    }

    /** Runs a command of {@code warpctl} to its end, with the administrator's kubeconfig. */
    public Outcome warpctl(String... arguments) {
        List<String> options = List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback.xml");
        List<String> line = WarpProcess.java(options, WarpProcess.WARPCTL);
        line.addAll(List.of(arguments));
        return Outcome.of(line, Map.of("KUBECONFIG", kubeconfig().toString()), COMMAND);
    }

    /** SIGKILL to API server and operator. */
    public void killServer() {
        server.kill9();
    }

    /** Starts API server and operator anew with what the data directory holds; returns when they are ready. */
    public void restartServer() {
        server.close();
        startServer();
    }

    /** Ends the server and takes all it keeps out of its data directory. The kubeconfig stays, and means nothing to a new one. */
    public void wipeDataDir() {
        server.kill9();
        Folders.delete(folder.resolve("wiped"));
        move(dataDir, folder.resolve("wiped"));
    }

    /** Ends the server and puts back what {@link #wipeDataDir} took. */
    public void restoreDataDir() {
        server.kill9();
        Folders.delete(dataDir);
        move(folder.resolve("wiped"), dataDir);
    }

    /** What the node wrote so far. */
    public String nodeOutput() {
        return node.output();
    }

    /** What the server wrote since it was started last. */
    public String serverOutput() {
        return server.output();
    }

    /** IDs of the nodes that run for this host; a server must not start a second one. */
    public List<Long> nodes() {
        return ours().stream()
                .filter(process -> Marker.describe(process).contains(" node "))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Waits until no balancer runs any more. */
    public void awaitNoBalancer() {
        try {
            await().atMost(STOP)
                    .until(() -> ours().stream()
                            .noneMatch(process -> Marker.describe(process).contains(" lb ")));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "balancers still run: "
                            + ours().stream().map(Marker::describe).toList(),
                    e);
        }
    }

    /** Names of the containers of this host, whatever their state. */
    public List<String> containers() {
        try (DockerEngine engine = DockerEngine.at(docker)) {
            return engine.containers(HOST_LABEL, host);
        }
    }

    /** Ends all processes and removes what a failed scenario left: containers and networks. */
    @Override
    public void close() {
        for (List<ProcessHandle> found = ours(); !found.isEmpty(); found = ours()) {
            found.forEach(process -> Marker.kill(process, STOP));
        }
        try (DockerEngine engine = DockerEngine.at(docker)) {
            engine.remove(HOST_LABEL, host, HelloManifests.NETWORK);
        }
        Folders.delete(folder);
    }

    private void startServer() {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                "--data-dir",
                dataDir.toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--kubeconfig-out",
                kubeconfig().toString()));
        arguments.addAll(serverOptions);
        server = WarpProcess.warpctl(arguments.toArray(String[]::new))
                .environment("DOCKER_HOST", docker.uri())
                .start();
        server.awaitLine("Ready at", START);
    }

    private WarpProcess.Command node() {
        return WarpProcess.warpctl(
                        "node",
                        "--name",
                        host,
                        "--state-dir",
                        nodeState().toString(),
                        "--kubeconfig",
                        kubeconfig().toString())
                .environment("DOCKER_HOST", docker.uri());
    }

    /** Processes of this control plane: its folder is in their command lines. */
    private List<ProcessHandle> ours() {
        return Marker.thisRun().processes().stream()
                .filter(process -> Marker.describe(process).contains(folder + "/"))
                .toList();
    }

    private Path nodeState() {
        return folder.resolve("node");
    }

    private Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from, e);
        }
    }
}
