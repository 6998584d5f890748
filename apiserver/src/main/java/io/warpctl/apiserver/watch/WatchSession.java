package io.warpctl.apiserver.watch;

import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.ListSlice;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.VersionExpiredException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One watch: the past or present first, from the store, while what happens meanwhile is kept, up to a bound; what is more than
 * that is read from the store, too. Then live. Events reach the sink in the order of their versions, each once.
 */
public final class WatchSession implements AutoCloseable {

    /** What is kept at most while the past is told; the last event may go beyond the bytes. */
    static final int MEANWHILE = 1_000;

    static final int MEANWHILE_BYTES = 2 << 20;

    private final ObjectStore store;
    private final WatchRequest request;
    private final WatchSink sink;
    private final Deque<Event> meanwhile = new ArrayDeque<>();
    private long meanwhileBytes;
    /** The newest version that was not kept: the queue holds all after it. */
    private long dropped;

    private EventHub.Subscription subscription;
    private boolean live;
    private boolean ended;
    private long told;
    private Runnable onClose = () -> {};

    /** A watch that has not begun. */
    public WatchSession(ObjectStore store, WatchRequest request, WatchSink sink) {
        this.store = store;
        this.request = request;
        this.sink = sink;
    }

    /** Runs {@code action} once when the watch is over. */
    public synchronized void onClose(Runnable action) {
        onClose = action;
        if (ended) {
            action.run();
        }
    }

    /** The name under which what it watches is stored. */
    public String storage() {
        return request.selection().resource().storage();
    }

    /** Begins; returns when the past or present has been told. Reads the store. */
    public void start(EventHub hub) {
        EventHub.Subscription place =
                hub.subscribe(request.selection().resource().storage(), this::accept);
        boolean over;
        synchronized (this) {
            subscription = place;
            over = ended;
        }
        if (over) {
            place.close();
            return;
        }
        try {
            goLive(
                    request.after().isPresent()
                            ? past(request.after().getAsLong(), place.since())
                            : present(place.since()));
        } catch (VersionExpiredException e) {
            fail(ApiError.expired(
                    "too old resource version: " + request.after().orElse(0) + " (" + e.compacted() + ")"));
        }
    }

    /** Tells what happened after a version, in slices and no faster than it is read. @return up to where that was */
    private long past(long after, long upTo) {
        long at = after;
        while (at < upTo) {
            List<Change> slice = store.changes(storage(), at, upTo);
            if (slice.isEmpty()) {
                break;
            }
            for (Change change : slice) {
                sink.awaitRoom();
                if (!tell(new Event(change))) {
                    return upTo;
                }
            }
            at = slice.get(slice.size() - 1).version();
        }
        return Math.max(after, upTo);
    }

    private long present(long since) {
        if (!request.initial()) {
            return since;
        }
        Selection selection = request.selection();
        ListSlice now = store.list(new ListRange(
                selection.resource().storage(), selection.namespace(), Optional.empty(), 0, Optional.empty()));
        for (StoredObject stored : now.objects()) {
            Served object = Served.of(selection.resource(), stored);
            if (selection.place(stored.key()) && selection.matches(object)) {
                sink.awaitRoom();
                synchronized (this) {
                    if (ended) {
                        break;
                    }
                    sink.event(new WatchEvent("ADDED", object));
                }
            }
        }
        if (request.initialEnd()) {
            synchronized (this) {
                if (!ended) {
                    sink.bookmark(now.version(), true);
                }
            }
        }
        return now.version();
    }

    private void goLive(long reached) {
        long at = reached;
        while (true) {
            long missing;
            synchronized (this) {
                if (dropped <= at) {
                    told = at;
                    live = true;
                    tellMeanwhile();
                    return;
                }
                missing = dropped;
            }
            at = past(at, missing);
        }
    }

    private void tellMeanwhile() {
        while (!meanwhile.isEmpty()) {
            Event event = meanwhile.poll();
            if (event.change().version() > told) {
                tell(event);
            }
        }
        meanwhileBytes = 0;
    }

    private synchronized void accept(Event event) {
        if (ended) {
            return;
        }
        if (!live) {
            keep(event);
        } else if (event.change().version() > told) {
            told = event.change().version();
            tell(event);
        }
    }

    private void keep(Event event) {
        if (meanwhile.size() >= MEANWHILE || meanwhileBytes >= MEANWHILE_BYTES) {
            meanwhile.clear();
            meanwhileBytes = 0;
            dropped = event.change().version();
            return;
        }
        meanwhile.add(event);
        meanwhileBytes += event.change().body().length + event.change().previous().length;
    }

    /** How many events wait until the past has been told. */
    synchronized int waiting() {
        return meanwhile.size();
    }

    /** @return whether the watch goes on */
    private synchronized boolean tell(Event event) {
        if (!ended) {
            WatchEvent.of(request.selection(), event).ifPresent(sink::event);
        }
        return !ended;
    }

    /** Tells the newest version, if this watch has told everything up to it and bookmarks are wanted. */
    public void bookmark(EventHub hub) {
        long version = hub.version();
        synchronized (this) {
            if (live && !ended && request.bookmarks() && version >= told) {
                sink.bookmark(version, false);
            }
        }
    }

    /** Ends the watch with an error. */
    public void fail(ApiError error) {
        synchronized (this) {
            if (!ended) {
                sink.error(error.status());
            }
        }
        finish();
    }

    /** Ends the watch in order. */
    public void finish() {
        synchronized (this) {
            if (!ended) {
                sink.end();
            }
        }
        close();
    }

    /** The hub calls in with its lock held, so it must not be called with ours. */
    @Override
    public void close() {
        EventHub.Subscription place;
        Runnable action;
        synchronized (this) {
            action = ended ? () -> {} : onClose;
            ended = true;
            meanwhile.clear();
            place = subscription;
        }
        action.run();
        if (place != null) {
            place.close();
        }
    }
}
