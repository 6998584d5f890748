package io.warpctl.cli.demo;

import io.warpctl.cli.terminal.Screen;
import io.warpctl.load.LoadRun;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the picture of load and service up to date: in place on a terminal, else a line of load now and then. */
final class LiveDisplay implements AutoCloseable {
    private static final long TERMINAL_MILLIS = 300;
    private static final long PLAIN_MILLIS = 5000;

    private final Screen screen;
    private final DemoWorld world;
    private final Instant start;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-display");
        thread.setDaemon(true);
        return thread;
    });

    private LiveDisplay(Screen screen, DemoWorld world, Instant start) {
        this.screen = screen;
        this.world = world;
        this.start = start;
    }

    static LiveDisplay start(Screen screen, DemoWorld world, Instant start) {
        LiveDisplay display = new LiveDisplay(screen, world, start);
        long interval = screen.terminal() ? TERMINAL_MILLIS : PLAIN_MILLIS;
        display.timer.scheduleWithFixedDelay(display::show, interval, interval, TimeUnit.MILLISECONDS);
        return display;
    }

    private void show() {
        try {
            if (screen.terminal()) {
                screen.replace(LiveView.render(
                        world.load().map(LoadRun::snapshot), world.watcher().latest(), start, Instant.now(), true));
            } else {
                world.load().ifPresent(load -> world.narrator().say(LiveView.line(load.snapshot())));
            }
        } catch (RuntimeException e) {
            // The picture is no part of the story: it goes on without, and says so once.
            timer.shutdown();
            screen.line("the live display stopped: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        screen.replace(List.of());
    }
}
