package io.warpctl.cli.command;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How processes that stay are ended in order: by SIGTERM or SIGINT. */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private Stop() {}

    /**
     * Waits until the process is told to end, then closes what runs; the process ends when it is closed.
     *
     * @return the exit code of an orderly end
     */
    static int awaitThenClose(AutoCloseable running) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close(running);
                            closed.countDown();
                        },
                        "warp-stop"));
        closed.await();
        return 0;
    }

    private static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            LOG.warn("Did not end in order: {}", e.getMessage());
        }
    }
}
