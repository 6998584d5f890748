package io.warpctl.lb;

import java.util.concurrent.CountDownLatch;

/** Runs one balancer as a process until it is told to stop: the body of {@code warpctl lb}. */
public final class BalancerMain {
    private BalancerMain() {}

    /**
     * Starts the balancer and waits for SIGTERM or SIGINT; then it stops accepting, finishes what is in flight and returns.
     *
     * @return the exit code: 0 after an orderly stop
     * @throws java.io.UncheckedIOException when it cannot start
     */
    public static int run(BalancerOptions options) throws InterruptedException {
        Balancer balancer = Balancer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            balancer.close();
                            stopped.countDown();
                        },
                        "balancer-stop"));
        stopped.await();
        return 0;
    }
}
