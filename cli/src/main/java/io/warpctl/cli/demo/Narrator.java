package io.warpctl.cli.demo;

import io.warpctl.cli.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells the story, line by line, with the time since it began. */
public final class Narrator {
    private final Screen screen;
    private final Instant start;

    Narrator(Screen screen, Instant start) {
        this.screen = screen;
        this.start = start;
    }

    /** A headline. */
    public void phase(String name, String title) {
        screen.line("");
        screen.line("── " + name + " ── " + title);
    }

    /** A line of the story. */
    public void say(String line) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        screen.line(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
    }

    /** A line that belongs to the one before. */
    public void detail(String line) {
        screen.line("           " + line);
    }
}
