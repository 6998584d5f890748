package io.warpctl.cli.role;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.cli.CommandFailure;
import io.warpctl.crds.CrdInstaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** API server and operator in one process. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration DEFINITIONS = Duration.ofSeconds(30);

    private final ApiServer apiServer;
    private final KeptOperator operator;

    private Server(ApiServer apiServer, KeptOperator operator) {
        this.apiServer = apiServer;
        this.operator = operator;
    }

    /**
     * Starts both; returns when the custom resources are served and the operator reconciles.
     *
     * @param dataDir where the API server keeps everything
     * @param listen where it listens
     * @throws CommandFailure if the folder or the port cannot be used
     */
    public static Server start(Path dataDir, HostPort listen) {
        ApiServer apiServer = apiServer(dataDir, listen);
        try {
            Config config = Config.fromKubeconfig(apiServer.kubeconfig());
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                CrdInstaller.install(client, DEFINITIONS);
            }
            return new Server(apiServer, KeptOperator.start(config));
        } catch (RuntimeException e) {
            apiServer.close();
            throw e;
        }
    }

    private static ApiServer apiServer(Path dataDir, HostPort listen) {
        try {
            return ApiServer.start(ApiServerOptions.in(dataDir).listen(listen.host(), listen.port()));
        } catch (RuntimeException e) {
            throw new CommandFailure("cannot start the API server: " + e.getMessage(), e);
        }
    }

    /** Where it is reached on this machine. */
    public String url() {
        return apiServer.url();
    }

    /** Writes a kubeconfig of a user who may do everything, readable by its owner alone. */
    public void writeKubeconfig(Path file) {
        try {
            Path absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            Path fresh = Files.createTempFile(
                    absolute.getParent(),
                    ".kubeconfig",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, apiServer.kubeconfig());
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the kubeconfig " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        LOG.info("Stopping");
        operator.close();
        apiServer.close();
    }
}
