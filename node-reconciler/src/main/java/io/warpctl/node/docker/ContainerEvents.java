package io.warpctl.node.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import io.warpctl.core.converge.Labels;
import io.warpctl.node.common.Threads;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows Docker's events of our containers. The stream may end without a word, so it is opened again, and only a hint. */
final class ContainerEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerEvents.class);
    private static final String[] ACTIONS = {"create", "start", "die", "oom", "destroy", "pause", "unpause"};

    private final DockerClients clients;
    private final String clusterUid;
    private final Runnable hint;
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(Threads.named("warp-docker-events"));
    private Stream stream;
    private boolean closed;

    ContainerEvents(DockerClients clients, String clusterUid, Runnable hint) {
        this.clients = clients;
        this.clusterUid = clusterUid;
        this.hint = hint;
        retries.execute(this::open);
    }

    @Override
    public synchronized void close() {
        closed = true;
        retries.shutdownNow();
        if (stream != null) {
            stream.closeQuietly();
        }
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        try {
            stream = clients.streams()
                    .eventsCmd()
                    .withEventTypeFilter(EventType.CONTAINER)
                    .withEventFilter(ACTIONS)
                    .withLabelFilter(Labels.CLUSTER + "=" + clusterUid)
                    .exec(new Stream());
        } catch (RuntimeException e) {
            openLater(e);
        }
        // Whatever happened while no stream was open shows in a list.
        hint.run();
    }

    private synchronized void openLater(Throwable why) {
        if (!closed) {
            LOG.debug("Docker's events cannot be followed: {}", Failures.message(why));
            retries.schedule(this::open, 1, TimeUnit.SECONDS);
        }
    }

    private final class Stream extends ResultCallback.Adapter<Event> {
        @Override
        public void onNext(Event event) {
            hint.run();
        }

        @Override
        public void onError(Throwable failure) {
            openLater(failure);
        }

        @Override
        public void onComplete() {
            openLater(new EOFException("the stream of events has ended"));
        }

        void closeQuietly() {
            try {
                close();
            } catch (IOException e) {
                LOG.debug("Docker's event stream ended with an error: {}", e.getMessage());
            }
        }
    }
}
