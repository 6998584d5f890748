package io.warpctl.apiserver.watch;

import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ObjectStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the store's changes on to whoever subscribed to a type, in order, from a thread of its own. */
public final class EventHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    /**
     * A subscriber's place.
     *
     * @param since events after this version will come
     * @param closer ends it
     */
    public record Subscription(long since, Runnable closer) implements AutoCloseable {
        @Override
        public void close() {
            closer.run();
        }
    }

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Map<String, List<Consumer<Event>>> subscribers = new HashMap<>();
    private final List<Consumer<Event>> everything = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "event-hub");
    private volatile boolean closing;
    private long version;

    /** A hub for a store's changes from now on. */
    public EventHub(ObjectStore store) {
        version = store.version();
        store.subscribe(changes -> queue.add(() -> publish(changes)));
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes events of a type, as stored, to {@code sink}, which must not block. */
    public synchronized Subscription subscribe(String storage, Consumer<Event> sink) {
        subscribers
                .computeIfAbsent(storage, name -> new CopyOnWriteArrayList<>())
                .add(sink);
        return new Subscription(version, () -> unsubscribe(storage, sink));
    }

    /** Passes events of all types to {@code sink}, which must not block. */
    public synchronized Subscription subscribe(Consumer<Event> sink) {
        everything.add(sink);
        return new Subscription(version, () -> everything.remove(sink));
    }

    private synchronized void unsubscribe(String storage, Consumer<Event> sink) {
        List<Consumer<Event>> of = subscribers.get(storage);
        if (of != null && of.remove(sink) && of.isEmpty()) {
            subscribers.remove(storage);
        }
    }

    /** Runs {@code action} when everything that has happened so far has been passed on. */
    public void afterwards(Runnable action) {
        queue.add(action);
    }

    /** The newest version whose events have been passed on. */
    public synchronized long version() {
        return version;
    }

    private void run() {
        while (!closing) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                LOG.debug("woken to close");
            }
        }
    }

    private synchronized void publish(List<Change> changes) {
        for (Change change : changes) {
            Event event = new Event(change);
            subscribers.getOrDefault(change.key().resource(), List.of()).forEach(sink -> pass(sink, event));
            everything.forEach(sink -> pass(sink, event));
            version = change.version();
        }
    }

    private static void pass(Consumer<Event> sink, Event event) {
        try {
            sink.accept(event);
        } catch (RuntimeException e) {
            LOG.error("an event could not be passed on", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join();
    }
}
