package io.warpctl.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Follows the service as it changes; while the API server is away, what was seen last stays. */
final class Watcher implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 100;

    private final SharedIndexInformer<WarpService> services;
    private final SharedIndexInformer<WarpBlock> blocks;
    private final SharedIndexInformer<WarpRelease> releases;
    private final String service;
    private final Counters counters;
    private final BiConsumer<ServiceObjects, ServiceObjects> changed;
    private final List<Switch> switches = new CopyOnWriteArrayList<>();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-watcher");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<ServiceObjects> latest = Optional.empty();

    /** @param changed told of every change, with what was before */
    Watcher(Api api, String service, Counters counters, BiConsumer<ServiceObjects, ServiceObjects> changed) {
        this.service = service;
        this.counters = counters;
        this.changed = changed;
        this.services = informer(api, WarpService.class);
        this.blocks = informer(api, WarpBlock.class);
        this.releases = informer(api, WarpRelease.class);
    }

    void start() {
        services.start();
        blocks.start();
        releases.start();
        timer.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The service as it was last seen. */
    Optional<ServiceObjects> latest() {
        return latest;
    }

    /** All switches seen so far. */
    List<Switch> switches() {
        return List.copyOf(switches);
    }

    private <T extends HasMetadata> SharedIndexInformer<T> informer(Api api, Class<T> type) {
        SharedIndexInformer<T> informer =
                api.client().resources(type).inNamespace(api.namespace()).runnableInformer(0);
        informer.exceptionHandler((started, failure) -> true);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                dirty.set(true);
            }

            @Override
            public void onUpdate(T before, T after) {
                dirty.set(true);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                dirty.set(true);
            }
        });
        return informer;
    }

    private void look() {
        if (!dirty.getAndSet(false)) {
            return;
        }
        Optional<WarpService> found = services.getStore().list().stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(service))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        ServiceObjects now = new ServiceObjects(
                found.get(), blocks.getStore().list(), releases.getStore().list());
        ServiceObjects before = latest.orElse(new ServiceObjects(now.service(), List.of(), List.of()));
        Changes.switches(before, now).forEach(seen -> switches.add(counters.complete(seen)));
        latest = Optional.of(now);
        changed.accept(before, now);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        services.stop();
        blocks.stop();
        releases.stop();
    }
}
