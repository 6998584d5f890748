package io.warpctl.cli.role;

import io.warpctl.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that is started anew when its kubeconfig says something else: a certificate was renewed, or the API server is a new one
 * with other keys. A kubeconfig that goes away changes nothing.
 */
public final class KeptNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptNode.class);
    private static final long LOOK_SECONDS = 2;

    private final Path kubeconfig;
    private final Supplier<? extends AutoCloseable> starter;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "warp-node-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private AutoCloseable running;
    private String used;

    private KeptNode(Path kubeconfig, Supplier<? extends AutoCloseable> starter) {
        this.kubeconfig = kubeconfig;
        this.starter = starter;
    }

    /**
     * Starts the node.
     *
     * @param starter starts one with the kubeconfig as it is then
     * @throws CommandFailure if the kubeconfig cannot be read
     */
    public static KeptNode start(Path kubeconfig, Supplier<? extends AutoCloseable> starter) {
        KeptNode kept = new KeptNode(kubeconfig, starter);
        kept.begin();
        kept.timer.scheduleWithFixedDelay(kept::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return kept;
    }

    private void begin() {
        try {
            used = Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot read the kubeconfig " + kubeconfig
                            + ": name the one that warpctl server wrote with --kubeconfig",
                    e);
        }
        running = starter.get();
    }

    /** Looks at the kubeconfig once. */
    synchronized void look() {
        try {
            String text = Files.readString(kubeconfig);
            if (!text.isBlank() && !text.equals(used)) {
                LOG.info("The kubeconfig {} has changed: the node is started anew, what runs goes on", kubeconfig);
                end();
                running = Objects.requireNonNull(starter.get());
                used = text;
            }
        } catch (IOException e) {
            LOG.debug("The kubeconfig {} cannot be read, the node goes on: {}", kubeconfig, e.getMessage());
        } catch (Exception e) {
            LOG.warn("The node could not be started anew, trying again: {}", e.getMessage());
        }
    }

    private void end() throws Exception {
        AutoCloseable old = running;
        // Should the next one not start, the one after that must not close the old one again.
        running = () -> {};
        old.close();
    }

    @Override
    public synchronized void close() throws Exception {
        timer.shutdownNow();
        running.close();
    }
}
