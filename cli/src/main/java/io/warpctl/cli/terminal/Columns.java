package io.warpctl.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the terminal is like. */
final class Columns {
    private static final int DEFAULT = 120;
    private static final long PATIENCE_SECONDS = 2;

    private Columns() {}

    /** Whether standard output is a terminal. */
    static boolean outputIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // No Linux: the Java console says enough.
            return System.console() != null;
        }
    }

    /** Width of the terminal: what {@code stty} says, else {@code COLUMNS}, else 120. */
    static int of(Map<String, String> environment) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && answer.matches("\\d+ [1-9]\\d*")) {
                return Integer.parseInt(answer.split(" ")[1]);
            }
        } catch (IOException e) {
            // No stty, or no terminal: the environment may know.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : DEFAULT;
    }
}
