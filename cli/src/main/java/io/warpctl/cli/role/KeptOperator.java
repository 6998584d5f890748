package io.warpctl.cli.role;

import io.fabric8.kubernetes.client.Config;
import io.warpctl.operator.Operator;
import io.warpctl.operator.OperatorOptions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator that is started anew when it can do its work no more. */
final class KeptOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptOperator.class);
    private static final long PAUSE_SECONDS = 2;

    private final OperatorOptions options;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "warp-operator-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private Operator running;
    private volatile boolean closed;

    private KeptOperator(OperatorOptions options) {
        this.options = options;
    }

    /** Starts it; returns when it reconciles. */
    static KeptOperator start(Config config) {
        KeptOperator kept = new KeptOperator(OperatorOptions.of(config));
        kept.begin();
        return kept;
    }

    private synchronized void begin() {
        if (closed) {
            return;
        }
        running = Operator.start(options);
        running.stopped().whenComplete((unused, failure) -> {
            if (failure != null && !closed) {
                LOG.warn("The operator stopped and is started anew: {}", failure.getMessage());
                keeper.schedule(this::again, PAUSE_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    private synchronized void again() {
        try {
            running.close();
            begin();
        } catch (RuntimeException e) {
            LOG.warn("The operator could not be started: {}", e.getMessage());
            keeper.schedule(this::again, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        keeper.shutdownNow();
        running.close();
    }
}
