package io.warpctl.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much fits on a terminal.
 *
 * @param columns characters of a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {
    private static final TerminalSize DEFAULT = new TerminalSize(120, 40);
    private static final long PATIENCE_SECONDS = 2;

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

    /** What {@code stty} says, else {@code COLUMNS} and {@code LINES}, else 120 by 40. */
    static TerminalSize of(Map<String, String> environment) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && answer.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
                String[] words = answer.split(" ");
                return new TerminalSize(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
            }
        } catch (IOException e) {
            // No stty, or no terminal: the environment may know.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TerminalSize(
                number(environment.get("COLUMNS"), DEFAULT.columns()),
                number(environment.get("LINES"), DEFAULT.rows()));
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : otherwise;
    }
}
