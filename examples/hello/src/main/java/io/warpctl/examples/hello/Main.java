package io.warpctl.examples.hello;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the service, misbehaving if {@code HELLO_MODE} says so, and stops it gracefully at SIGTERM. */
public final class Main {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int CRASH_EXIT_CODE = 134;

    private Main() {}

    /** Takes no arguments: all settings are in the environment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (settings.mode() == Mode.EXITS) {
            throw new IllegalStateException(
                    "the schema of the orders database is version 41, this release needs 42: run the migration first");
        }
        var server = HelloServer.start(settings);
        var identity = settings.identity();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> terminate(server, settings.mode())));
        System.out.printf("hello %s listens on port %d%n", identity.version(), server.port());
        misbehave(settings);
    }

    private static void misbehave(Settings settings) throws InterruptedException {
        if (settings.mode() == Mode.CRASH_AFTER) {
            TimeUnit.SECONDS.sleep(settings.crashAfter().toSeconds());
            System.out.println("panic: index 42 out of range of the price table");
            Runtime.getRuntime().halt(CRASH_EXIT_CODE);
        }
        for (int attempt = 1; settings.mode() == Mode.NEVER_HEALTHY; attempt++) {
            System.out.printf(
                    "warming up: cannot reach the orders database at 10.0.0.9:5432: connection refused (attempt %d)%n",
                    attempt);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static void terminate(HelloServer server, Mode mode) {
        try {
            if (mode == Mode.IGNORES_SIGTERM) {
                System.out.println("SIGTERM, but the nightly report is not finished: going on");
                new CountDownLatch(1).await();
            }
            System.out.println("SIGTERM: finishing the requests that run");
            System.out.println(server.stop(GRACE) ? "stopped" : "stopped with requests cut off");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
