package io.warpctl.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.warpctl.crds.Warp;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.environment.EnvironmentReconciler;
import io.warpctl.operator.events.EventRecorder;
import io.warpctl.operator.host.HostReconciler;
import io.warpctl.operator.host.PlanReconciler;
import io.warpctl.operator.service.ServiceReconciler;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running operator. */
public final class Operator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    /** Also the field manager the server notes for our writes. */
    private static final String USER_AGENT = "warp-operator";

    private static final Duration RESYNC = Duration.ofMinutes(1);
    private static final Duration TERMINATION = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 200;
    private static final long MAX_RETRY_MILLIS = 10_000;
    private static final int THREADS = 4;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final World world;
    private final Optional<Leadership> leadership;
    private final io.javaoperatorsdk.operator.Operator runtime;

    /**
     * Starts an operator: returns once its caches are filled and it reconciles, or, with an election, waits to lead.
     *
     * @param options how it runs
     * @throws RuntimeException when the server cannot be reached, or does not know the custom resources
     */
    public static Operator start(OperatorOptions options) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(options.config())
                        .withUserAgent(USER_AGENT)
                        .build())
                .build();
        try {
            return new Operator(client, options);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private Operator(KubernetesClient client, OperatorOptions options) {
        this.client = client;
        createNodeNamespace();
        String clusterUid = clusterUid();
        world = World.start(client, options.startTimeout());
        world.stopped().whenComplete((unused, failure) -> stop("a watch ended", failure));
        leadership = options.election()
                .map(election -> new Leadership(client, election, () -> stop("another operator leads", null)));
        Epoch epoch = leadership.<Epoch>map(found -> found).orElse(Epoch.SINGLE);
        runtime = new io.javaoperatorsdk.operator.Operator(this::configure);
        Writer writer = new Writer(client);
        EventRecorder events = new EventRecorder(client);
        register(new ServiceReconciler(world, writer, events, epoch, options.clock()));
        register(new HostReconciler(world, client, epoch, options.clock(), clusterUid));
        register(new EnvironmentReconciler(world, writer, epoch, options.clock()));
        register(new PlanReconciler(world, writer, epoch));
        try {
            runtime.start();
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
        LOG.info("operator runs against {}", options.config().getMasterUrl());
    }

    private void configure(ConfigurationServiceOverrider overrides) {
        overrides
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withUseSSAToPatchPrimaryResource(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withReconciliationTerminationTimeout(TERMINATION)
                .withStopOnInformerErrorDuringStartup(false);
        leadership.ifPresent(found -> overrides.withLeaderElectionConfiguration(found.configuration()));
    }

    private <P extends HasMetadata> void register(Reconciler<P> reconciler) {
        runtime.register(
                reconciler,
                overrides -> overrides
                        .withFinalizer(Warp.SERVICE_FINALIZER)
                        .withGenerationAware(false)
                        .withReconciliationMaxInterval(RESYNC)
                        .withRetry(new GenericRetry()
                                .withoutMaxAttempts()
                                .setInitialInterval(RETRY_MILLIS)
                                .setMaxInterval(MAX_RETRY_MILLIS)));
    }

    private void createNodeNamespace() {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(Warp.NODE_NAMESPACE)
                .endMetadata()
                .build();
        try {
            client.resource(namespace).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }

    private String clusterUid() {
        return client.namespaces()
                .withName("kube-system")
                .require()
                .getMetadata()
                .getUid();
    }

    private void stop(String why, Throwable failure) {
        stopped.completeExceptionally(new IllegalStateException(why, failure));
    }

    /** Completes exceptionally when the operator can do its work no more and has to be started anew: it lost the lead, or a watch ended. */
    public CompletableFuture<Void> stopped() {
        return stopped.copy();
    }

    /** Whether it watches everything it must. */
    public boolean healthy() {
        return world.running() && !stopped.isDone();
    }

    /** Stops; what it started to write is written, and another operator may lead at once. */
    @Override
    public void close() {
        stopped.complete(null);
        runtime.stop();
        leadership.ifPresent(Leadership::release);
        world.close();
        client.close();
    }
}
