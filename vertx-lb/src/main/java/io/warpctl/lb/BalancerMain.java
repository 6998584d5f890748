package io.warpctl.lb;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs one balancer as a process until it is told to stop: the body of {@code warpctl lb}. */
public final class BalancerMain {
    /**
     * JVM options that keep a balancer below 160 MB resident; with the environment variable {@code MALLOC_ARENA_MAX=2} it stays lower still. It
     * ends itself when memory runs out, for its supervisor starts it again within a second, with the newest table.
     */
    public static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx40m",
            "-Xss256k",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dvertx.disableTCCL=true",
            "-Dio.netty.leakDetection.level=disabled");

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
