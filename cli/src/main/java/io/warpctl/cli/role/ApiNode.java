package io.warpctl.cli.role;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.CommandFailure;
import io.warpctl.node.Node;
import io.warpctl.node.NodeOptions;
import io.warpctl.node.api.ApiPlanSource;
import io.warpctl.node.api.ApiReportSink;
import io.warpctl.operator.HostRegistration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that follows the plan an API server has for its host. */
public final class ApiNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiNode.class);
    private static final long RETRY_SECONDS = 2;
    /** Also the field manager the server notes for the node's writes. */
    private static final String USER_AGENT = "warp-node";

    private final KubernetesClient client;
    private final Node node;
    private final ScheduledExecutorService registration;

    private ApiNode(KubernetesClient client, Node node, ScheduledExecutorService registration) {
        this.client = client;
        this.node = node;
        this.registration = registration;
    }

    /**
     * Starts it; an API server that cannot be reached does not keep it from serving its last plan.
     *
     * @param version of this program, for the host's status
     * @throws CommandFailure if the kubeconfig cannot be read
     */
    public static ApiNode start(
            Path kubeconfig,
            String name,
            Path stateDir,
            List<String> balancerCommand,
            URI dockerHost,
            boolean adopt,
            String version) {
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandFailure("cannot read the kubeconfig " + kubeconfig
                    + ": name the one that warpctl server wrote with --kubeconfig");
        }
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                        .withUserAgent(USER_AGENT)
                        .build())
                .build();
        ApiPlanSource plans = new ApiPlanSource(client, name);
        ApiReportSink reports = new ApiReportSink(client, name, plans, version, InstantSource.system());
        Node node = Node.start(new NodeOptions(name, stateDir, plans, reports, balancerCommand, dockerHost, adopt));
        return new ApiNode(client, node, register(client, name));
    }

    /** Makes the host known, as soon as the API server can be reached. */
    private static ScheduledExecutorService register(KubernetesClient client, String name) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "warp-host-registration");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (HostRegistration.ensure(client, name, Map.of(), List.of())) {
                            LOG.info("Host {} is known to the API server now", name);
                        }
                        timer.shutdown();
                    } catch (KubernetesClientException e) {
                        LOG.debug("Host {} cannot be made known yet: {}", name, e.getMessage());
                    }
                },
                0,
                RETRY_SECONDS,
                TimeUnit.SECONDS);
        return timer;
    }

    @Override
    public void close() throws Exception {
        registration.shutdownNow();
        node.close();
        client.close();
    }
}
