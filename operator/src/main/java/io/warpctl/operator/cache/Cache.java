package io.warpctl.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * All objects of one type, as last seen. Objects handed out are shared: nobody changes them.
 *
 * @param <T> the type
 */
public final class Cache<T extends HasMetadata> {
    private final Class<T> type;
    private final SharedIndexInformer<T> informer;
    private CompletableFuture<Void> filled = new CompletableFuture<>();

    Cache(Class<T> type, SharedIndexInformer<T> informer) {
        this.type = type;
        this.informer = informer;
    }

    /** The type of the objects. */
    public Class<T> type() {
        return type;
    }

    /** All of them. */
    public List<T> list() {
        return informer.getStore().list();
    }

    /** The object of the given name; an object of the cluster has no namespace. */
    public Optional<T> get(Optional<String> namespace, String name) {
        String key = namespace.map(value -> value + "/" + name).orElse(name);
        return Optional.ofNullable(informer.getStore().getByKey(key));
    }

    /** Calls back for every object that appears, changes (both its states) or goes, also for those already there. */
    public void onChange(Consumer<T> listener) {
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                listener.accept(added);
            }

            @Override
            public void onUpdate(T before, T after) {
                listener.accept(before);
                listener.accept(after);
            }

            @Override
            public void onDelete(T deleted, boolean finalStateUnknown) {
                listener.accept(deleted);
            }
        });
    }

    void start() {
        filled = informer.start().toCompletableFuture();
    }

    void awaitFilled(Duration timeout) throws TimeoutException {
        try {
            filled.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch " + type.getSimpleName() + " objects", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the caches are filled", e);
        }
    }

    boolean running() {
        return informer.isRunning();
    }

    CompletableFuture<Void> stopped() {
        return informer.stopped().toCompletableFuture();
    }

    void stop() {
        informer.stop();
    }
}
