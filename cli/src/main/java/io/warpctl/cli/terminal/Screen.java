package io.warpctl.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that stay, and under them a part that is replaced in place. On what is no terminal, the part is printed again when it
 * changed.
 */
public final class Screen {
    private static final String CLEAR_TO_END = "\033[J";

    private final PrintWriter out;
    private final boolean terminal;
    private final int width;
    private List<String> part = List.of();

    private Screen(PrintWriter out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    /** A screen on the process's own output. */
    public static Screen of(PrintWriter out) {
        return new Screen(out, isTerminal(), Columns.of(System.getenv()));
    }

    /** A screen that is, or is not, a terminal of the given width. */
    public static Screen of(PrintWriter out, boolean terminal, int width) {
        return new Screen(out, terminal, width);
    }

    /** Whether parts are replaced in place, and colours are shown. */
    public boolean terminal() {
        return terminal;
    }

    /** Columns of the terminal. */
    public int width() {
        return width;
    }

    /** Prints a line that stays. */
    public synchronized void line(String line) {
        erase();
        out.println(line);
        draw();
        out.flush();
    }

    /** Puts these lines in the place of the part shown before. */
    public synchronized void replace(List<String> lines) {
        if (lines.equals(part)) {
            return;
        }
        erase();
        part = List.copyOf(lines);
        if (terminal) {
            draw();
        } else {
            part.forEach(out::println);
        }
        out.flush();
    }

    /** Makes the part shown now stay. */
    public synchronized void keep() {
        part = List.of();
    }

    private void erase() {
        if (terminal && !part.isEmpty()) {
            out.print("\033[" + part.size() + "A\r" + CLEAR_TO_END);
        }
    }

    private void draw() {
        if (terminal) {
            part.forEach(line -> out.println(Text.cut(line, width)));
        }
    }

    /** System.console() is there in Java 22 and newer also when output goes to a file. */
    private static boolean isTerminal() {
        return System.console() != null && Columns.outputIsTerminal() && System.getenv("TERM") != null;
    }
}
