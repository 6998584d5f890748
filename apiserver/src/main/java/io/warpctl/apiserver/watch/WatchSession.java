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
import java.util.Optional;

/**
 * One watch: the past or present first, from the store, while what happens meanwhile is kept; then live. Events reach the sink
 * in the order of their versions, each once.
 */
public final class WatchSession implements AutoCloseable {

    private final ObjectStore store;
    private final WatchRequest request;
    private final WatchSink sink;
    private final Deque<Event> meanwhile = new ArrayDeque<>();
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
            long reached = request.after().isPresent() ? past(place.since()) : present(place.since());
            goLive(reached);
        } catch (VersionExpiredException e) {
            fail(ApiError.expired(
                    "too old resource version: " + request.after().orElse(0) + " (" + e.compacted() + ")"));
        }
    }

    private long past(long upTo) {
        long after = request.after().getAsLong();
        if (after > upTo) {
            return after;
        }
        for (Change change : store.changes(request.selection().resource().storage(), after, upTo)) {
            tell(new Event(change));
        }
        return upTo;
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

    private synchronized void goLive(long reached) {
        told = reached;
        live = true;
        while (!meanwhile.isEmpty()) {
            Event event = meanwhile.poll();
            if (event.change().version() > told) {
                tell(event);
            }
        }
    }

    private synchronized void accept(Event event) {
        if (ended) {
            return;
        }
        if (!live) {
            meanwhile.add(event);
        } else if (event.change().version() > told) {
            told = event.change().version();
            tell(event);
        }
    }

    private synchronized void tell(Event event) {
        if (!ended) {
            WatchEvent.of(request.selection(), event).ifPresent(sink::event);
        }
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
