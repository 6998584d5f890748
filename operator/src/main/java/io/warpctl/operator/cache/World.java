package io.warpctl.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.operator.gather.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Caches of everything the operator decides on. */
public final class World implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    private final List<Cache<?>> all = new ArrayList<>();
    private final Cache<WarpEnvironment> environments;
    private final Cache<WarpService> services;
    private final Cache<WarpBlock> blocks;
    private final Cache<WarpRelease> releases;
    private final Cache<WarpHost> hosts;
    private final Cache<WarpHostPlan> plans;
    private final Cache<Lease> leases;

    private World(KubernetesClient client) {
        environments = cache(
                WarpEnvironment.class, client.resources(WarpEnvironment.class).inAnyNamespace());
        services = cache(WarpService.class, client.resources(WarpService.class).inAnyNamespace());
        blocks = cache(WarpBlock.class, client.resources(WarpBlock.class).inAnyNamespace());
        releases = cache(WarpRelease.class, client.resources(WarpRelease.class).inAnyNamespace());
        hosts = cache(WarpHost.class, client.resources(WarpHost.class));
        plans = cache(WarpHostPlan.class, client.resources(WarpHostPlan.class));
        leases = cache(Lease.class, client.resources(Lease.class).inNamespace(Warp.NODE_NAMESPACE));
    }

    /**
     * Starts to watch and waits until every cache holds what the server holds.
     *
     * @param client where to watch
     * @param timeout longest wait
     * @throws IllegalStateException when a cache is not filled in time; the message names it
     */
    public static World start(KubernetesClient client, Duration timeout) {
        World world = new World(client);
        world.all.forEach(Cache::start);
        try {
            world.awaitSync(timeout);
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private <T extends HasMetadata> Cache<T> cache(Class<T> type, Informable<T> source) {
        var informer = source.runnableInformer(0);
        informer.exceptionHandler((started, failure) -> {
            LOG.warn("watching {} failed, trying again: {}", type.getSimpleName(), failure.toString());
            return true;
        });
        Cache<T> cache = new Cache<>(type, informer);
        all.add(cache);
        return cache;
    }

    private void awaitSync(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Cache<?> cache : all) {
            try {
                cache.awaitFilled(Duration.ofNanos(deadline - System.nanoTime()));
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "the server does not list " + cache.type().getSimpleName()
                                + " objects: are the definitions of the custom resources installed?",
                        e);
            }
        }
    }

    /** What all caches hold now. */
    public Snapshot snapshot() {
        return new Snapshot(
                environments.list(), services.list(), blocks.list(), releases.list(), hosts.list(), plans.list());
    }

    /** All environments. */
    public Cache<WarpEnvironment> environments() {
        return environments;
    }

    /** All services. */
    public Cache<WarpService> services() {
        return services;
    }

    /** All blocks. */
    public Cache<WarpBlock> blocks() {
        return blocks;
    }

    /** All releases. */
    public Cache<WarpRelease> releases() {
        return releases;
    }

    /** All hosts. */
    public Cache<WarpHost> hosts() {
        return hosts;
    }

    /** All plans. */
    public Cache<WarpHostPlan> plans() {
        return plans;
    }

    /** The Leases of the hosts. */
    public Cache<Lease> leases() {
        return leases;
    }

    /** Whether every cache is being kept up to date, or trying to be. */
    public boolean running() {
        return all.stream().allMatch(Cache::running);
    }

    /** Completes when a cache gives up for good. */
    public CompletableFuture<Object> stopped() {
        return CompletableFuture.anyOf(all.stream().map(Cache::stopped).toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        all.forEach(Cache::stop);
    }
}
