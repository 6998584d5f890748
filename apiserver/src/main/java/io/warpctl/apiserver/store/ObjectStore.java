package io.warpctl.apiserver.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects in SQLite, with one increasing version over all types. A write's future completes after its transaction is on disk
 * ({@code synchronous=FULL}); reads see everything acknowledged before they began.
 */
public final class ObjectStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final Duration SAMPLE = Duration.ofSeconds(30);

    private record Sample(long nanos, long version) {}

    private final StoreOptions options;
    private final Optional<DataDirectory> directory;
    private final Database database;
    private final Reader reader;
    private final Committer committer;
    private final Optional<LogKeeper> keeper;
    private final SecretKeys keys;
    private final Optional<String> loss;
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final ScheduledExecutorService timer;

    private ObjectStore(
            StoreOptions options,
            Optional<DataDirectory> directory,
            Database database,
            Optional<LogKeeper> keeper,
            SecretKeys keys,
            Optional<String> loss) {
        this.options = options;
        this.directory = directory;
        this.database = database;
        this.keys = keys;
        this.reader = new Reader(database, keys);
        this.keeper = keeper;
        this.loss = loss;
        this.committer =
                new Committer(database, keeper, keys, changes -> listeners.forEach(each -> each.accept(changes)));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "store-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(this::compactOld, SAMPLE.toMillis(), SAMPLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Opens or makes a store.
     *
     * @throws StoreException if the directory cannot be used, is in use, or holds a damaged or newer store
     */
    public static ObjectStore open(StoreOptions options) {
        if (options.directory().isEmpty()) {
            try {
                Database database = Database.memory();
                database.write(Schema::create);
                return new ObjectStore(
                        options, Optional.empty(), database, Optional.empty(), SecretKeys.none(), Optional.empty());
            } catch (SQLException e) {
                throw new StoreException("no store could be made in memory: " + e.getMessage(), e);
            }
        }
        DataDirectory directory = DataDirectory.open(options.directory().get());
        try {
            DataDirectory.Opened opened = directory.database();
            return new ObjectStore(
                    options,
                    Optional.of(directory),
                    opened.database(),
                    Optional.of(opened.keeper()),
                    opened.keys(),
                    opened.loss());
        } catch (RuntimeException e) {
            try {
                directory.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The newest version. */
    public long version() {
        return committer.version();
    }

    /** The oldest version that can still be listed or watched from. */
    public long compacted() {
        return database.read(Schema::compacted);
    }

    /** What was found lost when the store was opened, for people; empty if nothing was. */
    public Optional<String> loss() {
        return loss;
    }

    /** The newest state of an object. */
    public Optional<StoredObject> get(StoreKey key) {
        return reader.get(key);
    }

    /**
     * Lists objects of one type.
     *
     * @throws VersionExpiredException if the asked-for version is compacted
     */
    public ListSlice list(ListRange range) {
        return reader.list(range);
    }

    /**
     * Changes of a type after one version up to another, oldest first: as many as are read at once, none only if there are none.
     *
     * @throws VersionExpiredException if {@code after} is compacted
     */
    public List<Change> changes(String resource, long after, long upTo) {
        return reader.changes(resource, after, upTo);
    }

    /** Writes; the future completes when the write is on disk or refused, and fails with {@link StoreException}. */
    public CompletableFuture<WriteResult> submit(Write write) {
        return committer.submit(write);
    }

    /** Calls {@code listener} with every batch of changes, in order, from the writer's thread: it must not block. */
    public void subscribe(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /** Forgets every state older than {@code upTo} that is not somebody's newest. */
    public CompletableFuture<Void> compact(long upTo) {
        return committer.compact(upTo).thenApply(nothing -> null);
    }

    /** Encrypts Secrets with a new key, all that are there, too; the old keys are forgotten. Completes when done. */
    public CompletableFuture<Void> rotateSecretsKey() {
        if (directory.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return committer
                .run(session -> {
                    try {
                        keys.add();
                    } catch (IOException e) {
                        throw new StoreException("the keys of Secrets cannot be written: " + e.getMessage(), e);
                    }
                    Schema.seal(session, keys);
                    return null;
                })
                .thenRun(() -> {
                    try {
                        keys.dropOld();
                    } catch (IOException e) {
                        throw new StoreException("the keys of Secrets cannot be written: " + e.getMessage(), e);
                    }
                });
    }

    /** Steps over versions others may have seen, as {@link LogRecovery} does; nothing else may be written meanwhile. */
    CompletableFuture<Void> jump() {
        long to = version() + LogRecovery.JUMP;
        return committer
                .run(session -> {
                    Schema.forget(session, Schema.compacted(session), version());
                    Schema.note(session, "compacted", to);
                    return null;
                })
                .thenApply(nothing -> null);
    }

    private void compactOld() {
        long now = System.nanoTime();
        long newest = version();
        samples.addLast(new Sample(now, newest));
        long upTo = newest - options.historyChanges();
        while (now - samples.getFirst().nanos() > options.historyAge().toNanos()) {
            upTo = Math.max(upTo, samples.removeFirst().version());
        }
        if (upTo > 0) {
            compact(upTo).exceptionally(e -> {
                LOG.warn("old versions could not be forgotten", e);
                return null;
            });
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            committer.close();
            if (keeper.isPresent()) {
                if (loss.isPresent()) {
                    database.write(LogRecovery::forgetLoss);
                }
                keeper.get().close();
            } else {
                database.close();
            }
            if (directory.isPresent()) {
                directory.get().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while closing the store", e);
        } catch (SQLException | IOException e) {
            throw new StoreException("the store could not be closed: " + e.getMessage(), e);
        }
    }
}
