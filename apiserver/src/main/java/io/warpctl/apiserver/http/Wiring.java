package io.warpctl.apiserver.http;

import io.vertx.core.Vertx;
import io.warpctl.apiserver.auth.Authenticator;
import io.warpctl.apiserver.auth.Escalation;
import io.warpctl.apiserver.auth.Rbac;
import io.warpctl.apiserver.auth.TokenReviews;
import io.warpctl.apiserver.builtin.Bootstrap;
import io.warpctl.apiserver.builtin.BuiltInTypes;
import io.warpctl.apiserver.builtin.CreationGate;
import io.warpctl.apiserver.builtin.DefinitionController;
import io.warpctl.apiserver.builtin.EventExpiry;
import io.warpctl.apiserver.builtin.GarbageCollector;
import io.warpctl.apiserver.builtin.Machinery;
import io.warpctl.apiserver.builtin.NamespaceController;
import io.warpctl.apiserver.builtin.NamespaceStates;
import io.warpctl.apiserver.discovery.Discovery;
import io.warpctl.apiserver.discovery.OpenApi;
import io.warpctl.apiserver.registry.Applier;
import io.warpctl.apiserver.registry.Clock;
import io.warpctl.apiserver.registry.Creator;
import io.warpctl.apiserver.registry.Deleter;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import io.warpctl.apiserver.registry.Updater;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.watch.EventHub;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts the parts of a server together over a store and keeps its threads. */
public final class Wiring implements AutoCloseable {

    /** They read, and think; only a delete waits for its write. */
    private static final int WORKERS = 8;

    private static final int FINISHERS = 2;
    /** Those that tell watchers the past wait for slow readers, so they are not the ones that answer requests. */
    private static final int TELLERS = 16;

    private static final int QUEUE = 2_048;

    private final ObjectStore store;
    private final EventHub hub;
    private final Resources resources = new Resources();
    private final ApiHandler handler;
    private final String clusterUid;
    private final ScheduledExecutorService controllers =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "controllers"));
    /** Never refuses: what was written must be answered. A connection has one request at a time, so it is bounded. */
    private final ExecutorService finishers =
            Executors.newFixedThreadPool(FINISHERS, task -> daemon(task, "write-finisher"));

    /** Begins to serve what definitions say; not the controllers' thread, which may be long at work. */
    private final ExecutorService definers = Executors.newSingleThreadExecutor(task -> daemon(task, "definitions"));

    private final ThreadPoolExecutor workers = pool(WORKERS, "api-worker");
    private final ThreadPoolExecutor tellers = pool(TELLERS, "watch-teller");

    public Wiring(
            ObjectStore store,
            Authenticator authenticator,
            Rbac rbac,
            Reviews reviews,
            InstantSource time,
            AuditLog audit) {
        this.store = store;
        hub = new EventHub(store);
        Clock clock = new Clock(time);
        List<Resource> builtIn = new ArrayList<>(BuiltInTypes.stored());
        builtIn.addAll(BuiltInTypes.reviews());
        resources.addBuiltIn(builtIn);
        Objects objects = new Objects(store, finishers);
        Updater updater = new Updater(objects, clock);
        Deleter deleter = new Deleter(objects, clock);
        Machinery machinery = new Machinery(resources, objects, updater, deleter, clock);
        DefinitionController definitions = new DefinitionController(machinery, controllers);
        NamespaceController namespaces = new NamespaceController(machinery, controllers);
        Creator creator =
                new Creator(objects, new CreationGate(new NamespaceStates(store), definitions::leaving), clock);
        boolean first = store.version() == 0;
        clusterUid = Bootstrap.run(objects, creator);
        if (first) {
            // Nobody has seen what was before: who watches from then on is told to look anew.
            store.compact(store.version()).join();
        }
        definitions.start();
        namespaces.start();
        GarbageCollector collector = new GarbageCollector(machinery, controllers);
        hub.subscribe(event -> {
            definitions.event(event);
            namespaces.event(event);
            collector.event(event);
        });
        collector.start();
        new EventExpiry(machinery).start(controllers);
        Applier applier = new Applier(objects, creator, updater, clock);
        Escalation escalation = new Escalation(rbac);
        ReadHandler reader = new ReadHandler(objects);
        ResourceHandler handlers = new ResourceHandler(
                resources,
                reader,
                user -> new WriteHandler(
                        objects,
                        creator,
                        updater,
                        applier,
                        (resource, namespace, fresh, old) ->
                                escalation.check(user, resource.id(), namespace, fresh, old)),
                new DeleteHandler(objects, deleter, reader),
                new ScaleHandler(objects, updater),
                new TokenReviews(authenticator, reviews),
                (resource, name) -> written(definitions, resource, name),
                clock);
        handler = new ApiHandler(
                authenticator,
                rbac,
                new HealthHandler(store, audit),
                new DiscoveryHandler(new Discovery(resources)),
                new OpenApiHandler(new OpenApi(resources)),
                handlers,
                audit);
    }

    /** A definition is served before the client that wrote it has an answer. */
    private CompletableFuture<Void> written(DefinitionController definitions, Resource resource, String name) {
        if (!resource.id().equals(BuiltInTypes.DEFINITIONS.id())) {
            return Later.now(null);
        }
        return CompletableFuture.runAsync(
                () -> {
                    List<String> names = name.isEmpty()
                            ? store.list(ListRange.all(resource.storage())).objects().stream()
                                    .map(stored -> stored.key().name())
                                    .toList()
                            : List.of(name);
                    names.forEach(definitions::sync);
                },
                definers);
    }

    private static ThreadPoolExecutor pool(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> daemon(task, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The uid of the cluster. */
    public String clusterUid() {
        return clusterUid;
    }

    /** What answers requests, without HTTP. */
    ApiHandler handler() {
        return handler;
    }

    /**
     * An HTTP server over these parts.
     *
     * @param guard whose transport {@code vertx} has
     */
    public HttpFront front(Vertx vertx, ConnectionGuard guard) {
        HttpFront front = new HttpFront(vertx, guard, workers, tellers, handler, store, hub);
        resources.onRemoval(front::endWatches);
        return front;
    }

    @Override
    public void close() {
        controllers.shutdownNow();
        workers.shutdown();
        tellers.shutdownNow();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            definers.shutdown();
            finishers.shutdown();
            hub.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
