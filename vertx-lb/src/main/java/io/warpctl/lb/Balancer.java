package io.warpctl.lb;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load balancer: listens where its route table says and sends requests to the table's endpoints. It is controlled over HTTP on a unix domain
 * socket and keeps the newest table on disk.
 */
public final class Balancer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
    private static final long START_SECONDS = 60;
    private static final long LISTENER_RETRY_MILLIS = 1000;
    private static final long EXIT_SECONDS = 2;

    private final BalancerOptions options;
    private final Vertx vertx;
    private final FileChannel lock;
    private Optional<Loops> loops = Optional.empty();
    private Optional<Listeners> listeners = Optional.empty();
    private Optional<ControlServer> control = Optional.empty();
    private boolean closed;

    private Balancer(BalancerOptions options, Vertx vertx, FileChannel lock) {
        this.options = options;
        this.vertx = vertx;
        this.lock = lock;
    }

    /**
     * Starts a balancer; returns when its control socket answers. By then the newer of the table found in the state directory and
     * {@link BalancerOptions#initialTable()} is in force.
     *
     * @throws UncheckedIOException when the state directory or the socket cannot be used, or another balancer uses them
     */
    public static Balancer start(BalancerOptions options) {
        FileChannel lock = lock(options.stateDir());
        TableStore store = new TableStore(options.stateDir());
        Optional<RouteTable> newest = newest(store, options, lock);
        if (options.warmUpRequests() > 0 && !serves(newest)) {
            WarmUp.run(options);
        }
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setFileSystemOptions(withoutFileCache())
                        .setEventLoopPoolSize(options.eventLoops())
                        .setWorkerPoolSize(2)
                        .setInternalBlockingPoolSize(2))
                .withTransport(Transports.best())
                .build();
        Balancer balancer = new Balancer(options, vertx, lock);
        try {
            await(balancer.open(store, newest), START_SECONDS);
        } catch (RuntimeException e) {
            balancer.close();
            throw e;
        }
        LOG.info("Balancer {} is controlled on {}", options.name(), options.controlSocket());
        return balancer;
    }

    /** It serves no files, and a cache of them would stay behind when it is killed. */
    static FileSystemOptions withoutFileCache() {
        return new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    }

    private Future<?> open(TableStore store, Optional<RouteTable> newest) {
        Instant startedAt = Instant.now();
        List<Loops.Member> members = new CopyOnWriteArrayList<>();
        return vertx.deployVerticle(
                        () -> new LoopVerticle(members), new DeploymentOptions().setInstances(options.eventLoops()))
                .compose(deployed -> {
                    Context control = vertx.getOrCreateContext();
                    return on(control, () -> openControl(new Loops(members), startedAt, store, newest));
                });
    }

    private Future<?> openControl(Loops all, Instant startedAt, TableStore store, Optional<RouteTable> newest) {
        Listeners opened = new Listeners(all, options.shutdownGrace());
        StatsReader stats = new StatsReader(all, startedAt, opened::states);
        Tables tables = new Tables(vertx, store, all, opened, stats);
        stats.numberFrom(() -> tables.current().map(RouteTable::number).orElse(TableNumber.NONE));
        loops = Optional.of(all);
        listeners = Optional.of(opened);
        ControlServer server = new ControlServer(vertx, options, all, tables, stats);
        control = Optional.of(server);
        return newest.map(table -> tables.restore(table, isOfAnotherBoot(table)))
                .orElseGet(Future::succeededFuture)
                .compose(restored -> server.open())
                .onSuccess(answering -> vertx.setPeriodic(LISTENER_RETRY_MILLIS, id -> {
                    if (!opened.allBound()) {
                        tables.retryListeners();
                    }
                }));
    }

    private static Optional<RouteTable> newest(TableStore store, BalancerOptions options, FileChannel lock) {
        try {
            return store.newest(options.initialTable());
        } catch (IOException e) {
            release(lock);
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("Cannot release the lock: {}", e.getMessage());
        }
    }

    private static boolean serves(Optional<RouteTable> table) {
        return table.stream()
                .flatMap(routes -> routes.services().stream())
                .flatMap(service -> service.endpoints().stream())
                .anyMatch(endpoint -> endpoint.weight() > 0);
    }

    private boolean isOfAnotherBoot(RouteTable table) {
        return !table.bootId().equals(options.bootId().get());
    }

    /** One event loop's share. */
    private final class LoopVerticle extends VerticleBase {
        private final List<Loops.Member> members;

        LoopVerticle(List<Loops.Member> members) {
            this.members = members;
        }

        @Override
        public Future<?> start() {
            Loop loop = new Loop(options.holdLimit());
            members.add(new Loops.Member(context, loop, new VertxForwarder(vertx, loop, options)));
            return Future.succeededFuture();
        }
    }

    /** Stops accepting, lets requests in flight end for at most {@link BalancerOptions#shutdownGrace()}, and frees everything. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (control.isPresent()) {
                control.get().removeSocket();
            }
            await(stopAccepting(), options.shutdownGrace().toSeconds() + EXIT_SECONDS);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Balancer {} did not stop cleanly: {}", options.name(), e.getMessage());
        }
        try {
            await(vertx.close(), START_SECONDS);
            release(lock);
        } catch (RuntimeException e) {
            LOG.warn("Balancer {} did not stop cleanly: {}", options.name(), e.getMessage());
        }
    }

    private Future<Void> stopAccepting() {
        return loops.map(all -> all.all(member -> {
                            member.loop().close();
                            return Future.succeededFuture();
                        })
                        .compose(told -> listeners.get().closeAll()))
                .orElseGet(Future::succeededFuture);
    }

    private static FileChannel lock(Path stateDir) {
        try {
            // Tables hold the probe token.
            Files.createDirectories(
                    stateDir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw new IOException("Another balancer uses the state directory " + stateDir);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static <T> Future<T> on(Context context, Supplier<Future<? extends T>> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(there -> action.get().<T>map(value -> value).onComplete(promise));
        return promise.future();
    }

    private static void await(Future<?> future, long seconds) {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the balancer", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Not done within " + seconds + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io
                    ? new UncheckedIOException(io)
                    : new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        }
    }
}
