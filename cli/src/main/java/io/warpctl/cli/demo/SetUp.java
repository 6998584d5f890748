package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.Role;
import io.warpctl.cli.SelfCommand;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.setup.Docker;
import io.warpctl.cli.setup.DockerDaemon;
import io.warpctl.cli.setup.Folders;
import io.warpctl.cli.setup.Poll;
import io.warpctl.cli.setup.Ports;
import io.warpctl.cli.setup.Subnets;
import io.warpctl.crds.WarpService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings up everything the story needs; each part registers first how it is taken down. */
final class SetUp {
    private static final Duration SERVER_START = Duration.ofSeconds(60);
    private static final int FIRST_PORT = 18_080;
    private static final String NETWORK = "warpdemo0";

    private final DemoOptions options;
    private final Narrator narrator;
    private final Cleanup cleanup;
    private final Path folder;
    private int port;

    SetUp(DemoOptions options, Narrator narrator, Cleanup cleanup) {
        this.options = options;
        this.narrator = narrator;
        this.cleanup = cleanup;
        this.folder = options.folder();
    }

    /** @param changed told, line by line, what changed about the service's containers */
    DemoWorld build(Consumer<List<String>> changed) {
        prepareFolder();
        Busyness.warning().ifPresent(narrator::say);
        port = Ports.free(FIRST_PORT);
        DockerDaemon daemon = docker();
        DockerClient docker = Docker.connect(daemon.host());
        cleanup.add("Docker client", docker::close);
        DemoImages images = new DemoImages(daemon.host(), docker);
        cleanup.add("images", images::remove);
        Leftovers leftovers = new Leftovers(folder, docker, NETWORK);
        leftovers.remove();
        cleanup.add("containers, networks and processes", leftovers::remove);
        narrator.say("images made from this machine's JDK, without a registry: "
                + String.join(", ", images.build(folder.resolve("images"))));
        Manifests manifests = new Manifests(port, NETWORK, Subnets.free());
        manifests.write(folder.resolve("manifests"));
        Child server = server();
        Api api = Api.connect(kubeconfig(), Optional.of(Manifests.NAMESPACE));
        cleanup.add("API client", api::close);
        awaitServer(api, server);
        leftovers.remember(clusterUid(api));
        Child node = node(daemon);
        Watcher watcher = new Watcher(
                api,
                DemoWorld.SERVICE,
                new Counters(docker, nodeState().resolve("lb/lo.sock")),
                (before, after) -> changed.accept(Changes.lines(before, after)));
        cleanup.add("watcher", watcher::close);
        watcher.start();
        DemoWorld.Parts parts = new DemoWorld.Parts(api, docker, server, node, watcher, port);
        return new DemoWorld(parts, manifests, narrator);
    }

    /** What a person can do with what was left running. */
    List<String> describeKept() {
        return List.of(
                "",
                "Everything is left running. To look at it:",
                "  export KUBECONFIG=" + kubeconfig(),
                "  kubectl get warp -n demo",
                "  kubectl get wsvc hello -n demo -o wide",
                "  kubectl describe wsvc hello -n demo",
                "  kubectl patch wsvc hello -n demo --type=merge -p '{\"spec\":{\"version\":\"1.0.0\"}}'",
                "  kubectl wait wsvc hello -n demo --for=condition=Ready --timeout=120s",
                "  curl -H 'Host: " + DemoWorld.HOST_NAME + "' http://127.0.0.1:" + port + "/",
                "  ./warpctl get hello -n demo",
                "To end it: ./warpctl demo, which tells the story anew and leaves nothing.");
    }

    private void prepareFolder() {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve("server.log"));
            Files.deleteIfExists(folder.resolve("node.log"));
        } catch (IOException e) {
            throw new CommandFailure("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        cleanup.add("working directory", () -> {
            for (String name : List.of("server", "node", "docker", "images", "manifests", "cluster-uid")) {
                Folders.delete(folder.resolve(name));
            }
        });
    }

    private DockerDaemon docker() {
        DockerDaemon daemon = DockerDaemon.ensure(folder.resolve("docker"), System.getenv(), narrator::say);
        cleanup.add("Docker daemon", daemon::close);
        narrator.say("Docker answers at " + daemon.host());
        return daemon;
    }

    private Child server() {
        int apiPort = Ports.free(FIRST_PORT + 1000);
        Path log = folder.resolve("server.log");
        Child server = new Child(
                "the API server",
                SelfCommand.current()
                        .detached(
                                Role.SERVER,
                                "--data-dir",
                                folder.resolve("server").toString(),
                                "--listen",
                                "127.0.0.1:" + apiPort,
                                "--kubeconfig-out",
                                kubeconfig().toString(),
                                "--no-node"),
                Map.of(),
                log);
        cleanup.add("API server and operator", server::stop);
        server.start();
        boolean written = Poll.until(SERVER_START, () -> {
            server.requireAlive();
            return Files.exists(kubeconfig());
        });
        if (!written) {
            throw new CommandFailure(
                    "the API server did not start within " + SERVER_START.toSeconds() + " s: see " + log);
        }
        narrator.say("API server and operator run in process " + server.pid() + " on 127.0.0.1:" + apiPort);
        return server;
    }

    private static void awaitServer(Api api, Child server) {
        boolean answers = Poll.until(SERVER_START, () -> {
            server.requireAlive();
            try {
                api.client().resources(WarpService.class).inAnyNamespace().list();
                return true;
            } catch (KubernetesClientException e) {
                return false;
            }
        });
        if (!answers) {
            throw new CommandFailure("the API server does not serve WarpServices");
        }
    }

    private static String clusterUid(Api api) {
        return api.client()
                .namespaces()
                .withName("kube-system")
                .require()
                .getMetadata()
                .getUid();
    }

    private Child node(DockerDaemon daemon) {
        Child node = new Child(
                "the node",
                SelfCommand.current()
                        .detached(
                                Role.NODE,
                                "--kubeconfig",
                                kubeconfig().toString(),
                                "--name",
                                Manifests.HOST,
                                "--state-dir",
                                nodeState().toString(),
                                "--docker-host",
                                daemon.host()),
                Map.of(),
                folder.resolve("node.log"));
        cleanup.add("node", node::stop);
        node.start();
        narrator.say("node of " + Manifests.HOST + " runs in process " + node.pid());
        return node;
    }

    private Path nodeState() {
        return folder.resolve("node");
    }

    private Path kubeconfig() {
        return folder.resolve("server/demo.kubeconfig");
    }
}
