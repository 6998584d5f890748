package io.warpctl.apiserver.store;

import io.warpctl.apiserver.store.WriteResult.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what has queued up while the last commit went to disk and commits that together, so
 * that waiting writers share one fsync. Watchers hear of a change, and its writer gets an answer, after the commit.
 */
final class Committer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int BATCH = 256;
    private static final long COMPACTION_STEP = 2_000;

    /** A write; or, without one, some other work between writes, or a compaction. */
    private record Task(Write write, Session.Work<Void> work, long compactTo, CompletableFuture<WriteResult> done) {}

    private final Database database;
    private final Optional<LogKeeper> keeper;
    private final SecretKeys keys;
    private final Consumer<List<Change>> listener;
    private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private volatile boolean closing;
    private volatile long version;

    Committer(Database database, Optional<LogKeeper> keeper, SecretKeys keys, Consumer<List<Change>> listener) {
        this.database = database;
        this.keys = keys;
        this.keeper = keeper;
        this.listener = listener;
        this.version = database.read(Schema::newest);
        // Every writer waits for it; it counts where the JVM may set priorities (warpctl server as root).
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    long version() {
        return version;
    }

    CompletableFuture<WriteResult> submit(Write write) {
        return enqueue(new Task(write, null, 0, new CompletableFuture<>()));
    }

    /** Forgets what only versions below {@code upTo} need. */
    CompletableFuture<WriteResult> compact(long upTo) {
        return enqueue(new Task(null, null, upTo, new CompletableFuture<>()));
    }

    /** Does {@code work} in a transaction of its own, between writes. */
    CompletableFuture<WriteResult> run(Session.Work<Void> work) {
        return enqueue(new Task(null, work, 0, new CompletableFuture<>()));
    }

    private CompletableFuture<WriteResult> enqueue(Task task) {
        queue.add(task);
        if (closing && queue.remove(task)) {
            task.done.completeExceptionally(new StoreException("the store is closed"));
        }
        return task.done;
    }

    private void run() {
        List<Task> batch = new ArrayList<>(BATCH);
        while (!closing || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                process(batch);
            } catch (InterruptedException e) {
                LOG.debug("woken to close");
            } catch (RuntimeException e) {
                LOG.error("the store's writer met a defect", e);
                batch.forEach(task -> task.done.completeExceptionally(e));
            }
            batch.clear();
        }
    }

    private void process(List<Task> batch) {
        List<Task> writes = batch.stream().filter(task -> task.write != null).toList();
        if (!writes.isEmpty()) {
            commit(writes);
        }
        for (Task task : batch) {
            if (task.work != null) {
                perform(task);
            } else if (task.write == null) {
                compact(task);
            }
        }
        keeper.ifPresent(LogKeeper::tidy);
    }

    private void commit(List<Task> tasks) {
        List<WriteResult> results = new ArrayList<>(tasks.size());
        List<Change> changes = new ArrayList<>(tasks.size());
        try {
            database.write(session -> {
                long next = version;
                for (Task task : tasks) {
                    WriteResult result = apply(session, task.write, next + 1);
                    results.add(result);
                    if (result.outcome() == Outcome.COMMITTED) {
                        next++;
                        changes.add(change(task.write, result.object().orElseThrow()));
                    }
                }
                return null;
            });
        } catch (StoreException e) {
            LOG.error("{} writes were not committed", tasks.size(), e);
            tasks.forEach(task -> task.done.completeExceptionally(e));
            return;
        }
        Optional<StoreException> unwitnessed = changes.isEmpty() ? Optional.empty() : announce(changes);
        for (int i = 0; i < tasks.size(); i++) {
            CompletableFuture<WriteResult> done = tasks.get(i).done;
            if (unwitnessed.isPresent()) {
                done.completeExceptionally(unwitnessed.get());
            } else {
                done.complete(results.get(i));
            }
        }
    }

    /** The changes are there whether or not the ledger can say so; without it they are not acknowledged. */
    private Optional<StoreException> announce(List<Change> changes) {
        version = changes.get(changes.size() - 1).version();
        Optional<StoreException> failure = Optional.empty();
        try {
            keeper.ifPresent(each -> each.committed(version));
        } catch (StoreException e) {
            LOG.error("{} changes could not be acknowledged", changes.size(), e);
            failure = Optional.of(e);
        }
        listener.accept(changes);
        return failure;
    }

    private WriteResult apply(Session session, Write write, long version) throws SQLException {
        StoreKey key = write.key();
        int moved = switch (write.kind()) {
            case CREATE ->
                session.update(
                        "INSERT OR IGNORE INTO heads (rv, resource, ns, name) VALUES (?, ?, ?, ?)",
                        version,
                        key.resource(),
                        key.namespace(),
                        key.name());
            case DELETE ->
                session.update(
                        "DELETE FROM heads WHERE resource = ? AND ns = ? AND name = ? AND rv = ?",
                        key.resource(),
                        key.namespace(),
                        key.name(),
                        write.expected());
            default ->
                session.update(
                        "UPDATE heads SET rv = ? WHERE resource = ? AND ns = ? AND name = ? AND rv = ?",
                        version,
                        key.resource(),
                        key.namespace(),
                        key.name(),
                        write.expected());
        };
        if (moved == 0) {
            return WriteResult.refused(reason(session, write));
        }
        byte[] body = write.draft().body(version);
        session.update(
                "INSERT INTO log (rv, resource, ns, name, kind, prev, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                version,
                key.resource(),
                key.namespace(),
                key.name(),
                write.kind().ordinal(),
                write.expected(),
                keys.seal(key, body));
        return WriteResult.committed(new StoredObject(key, version, body));
    }

    private static Outcome reason(Session session, Write write) throws SQLException {
        if (write.kind() == Write.Kind.CREATE) {
            return Outcome.EXISTS;
        }
        StoreKey key = write.key();
        long current = session.number(
                0,
                "SELECT rv FROM heads WHERE resource = ? AND ns = ? AND name = ?",
                key.resource(),
                key.namespace(),
                key.name());
        return current == 0 ? Outcome.MISSING : Outcome.CHANGED;
    }

    private static Change change(Write write, StoredObject written) {
        Change.Kind kind = Change.Kind.values()[write.kind().ordinal()];
        return new Change(kind, write.key(), written.version(), written.body(), write.previous());
    }

    private void perform(Task task) {
        try {
            database.write(task.work);
            task.done.complete(null);
        } catch (StoreException e) {
            task.done.completeExceptionally(e);
        }
    }

    /** A step at a time, with waiting writes in between, so that forgetting much holds nobody up. */
    private void compact(Task task) {
        try {
            long reached = database.write(session -> {
                long from = Schema.compacted(session);
                long to = Math.min(task.compactTo, Math.min(from + COMPACTION_STEP, version));
                if (to <= from) {
                    return task.compactTo;
                }
                Schema.forget(session, from, to);
                Schema.note(session, "compacted", to);
                return to;
            });
            if (reached >= Math.min(task.compactTo, version)) {
                task.done.complete(null);
            } else {
                queue.add(task);
            }
        } catch (StoreException e) {
            task.done.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join();
        for (Task task : queue) {
            task.done.completeExceptionally(new StoreException("the store is closed"));
        }
    }
}
