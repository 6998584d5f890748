package io.warpctl.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.Role;
import io.warpctl.crds.WarpHostPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** How long {@code warpctl server} takes until its API serves our resources, and what it and the node hold in memory. */
final class ServerBar {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SETTLE_NANOS = Duration.ofSeconds(15).toNanos();

    private ServerBar() {}

    /** What one run showed. */
    record Result(double readySeconds, long serverMegabytes, long nodeMegabytes) {}

    static Result measure(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path kubeconfig = folder.resolve("admin.kubeconfig");
        int port = Ports.free();
        long start = System.nanoTime();
        try (Child server = Child.start(
                Role.SERVER,
                folder.resolve("server.log"),
                "--data-dir",
                folder.resolve("data").toString(),
                "--kubeconfig-out",
                kubeconfig.toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--node",
                "bench",
                "--node-state-dir",
                folder.resolve("node").toString())) {
            awaitReady(kubeconfig, port, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            LockSupport.parkNanos(SETTLE_NANOS);
            Optional<ProcessHandle> node = Child.find(" node ", folder.toString());
            Result result = new Result(
                    seconds,
                    Child.residentMegabytes(server.process().pid()),
                    node.map(handle -> Child.residentMegabytes(handle.pid())).orElse(0L));
            node.ifPresent(ProcessHandle::destroy);
            return result;
        }
    }

    private static void awaitReady(Path kubeconfig, int port, long start) throws IOException {
        while (!ready(kubeconfig, port)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("the server was not ready within " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean ready(Path kubeconfig, int port) throws IOException {
        if (!Files.exists(kubeconfig) || !Files.readString(kubeconfig).contains(":" + port)) {
            return false;
        }
        Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
        config.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            client.resources(WarpHostPlan.class).list();
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
