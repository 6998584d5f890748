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
    private final TerminalSize size;
    private List<String> shown = List.of();
    private List<String> part = List.of();
    private boolean partEnded;

    private Screen(PrintWriter out, boolean terminal, TerminalSize size) {
        this.out = out;
        this.terminal = terminal;
        this.size = size;
    }

    /** A screen on the process's own output. */
    public static Screen of(PrintWriter out) {
        return new Screen(out, isTerminal(), TerminalSize.of(System.getenv()));
    }

    /** A screen that is, or is not, a terminal of the given size. */
    static Screen of(PrintWriter out, boolean terminal, TerminalSize size) {
        return new Screen(out, terminal, size);
    }

    /** Whether parts are replaced in place, and colours are shown. */
    public boolean terminal() {
        return terminal;
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
        if (partEnded || lines.equals(shown)) {
            return;
        }
        erase();
        shown = List.copyOf(lines);
        part = terminal ? fitting(lines) : List.copyOf(lines);
        if (terminal) {
            draw();
        } else {
            part.forEach(out::println);
        }
        out.flush();
    }

    /** Takes the part away, and shows none any more. */
    public synchronized void endPart() {
        erase();
        part = List.of();
        partEnded = true;
        out.flush();
    }

    /** What does not fit could not be replaced: the cursor does not go up beyond the first row. */
    private List<String> fitting(List<String> lines) {
        return List.copyOf(lines.subList(0, Math.min(lines.size(), size.rows() - 1)));
    }

    private void erase() {
        if (terminal && !part.isEmpty()) {
            out.print("\033[" + part.size() + "A\r" + CLEAR_TO_END);
        }
    }

    private void draw() {
        if (terminal) {
            part.forEach(line -> out.println(Text.cut(line, size.columns())));
        }
    }

    /** System.console() is there in Java 22 and newer also when output goes to a file. */
    private static boolean isTerminal() {
        return System.console() != null && TerminalSize.outputIsTerminal() && System.getenv("TERM") != null;
    }
}
