package io.warpctl.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final TerminalSize SIZE = new TerminalSize(80, 4);

    private final StringWriter text = new StringWriter();

    @Test
    void onATerminalThePartIsReplacedInPlace() {
        Screen screen = Screen.of(new PrintWriter(text), true, SIZE);

        screen.replace(List.of("a", "b"));
        screen.replace(List.of("c"));

        assertThat(text.toString()).isEqualTo("a\nb\n\033[2A\r\033[Jc\n");
    }

    @Test
    void aLineStaysAboveThePart() {
        Screen screen = Screen.of(new PrintWriter(text), true, SIZE);

        screen.replace(List.of("part"));
        screen.line("line");

        assertThat(text.toString()).isEqualTo("part\n\033[1A\r\033[Jline\npart\n");
    }

    @Test
    void elsewhereItIsPrintedAgainOnlyWhenItChanged() {
        Screen screen = Screen.of(new PrintWriter(text), false, SIZE);

        screen.replace(List.of("a"));
        screen.replace(List.of("a"));
        screen.line("line");
        screen.replace(List.of("b"));

        assertThat(text.toString()).isEqualTo("a\nline\nb\n");
    }

    @Test
    void longLinesAreCutWithoutBreakingColours() {
        assertThat(Text.cut("abcdef", 3)).isEqualTo("abc");
        assertThat(Text.cut("a\033[32mbcd\033[0me", 2)).isEqualTo("a\033[32mb\033[0m");
        assertThat(Text.cut("└──□ x", 4)).isEqualTo("└──□");
    }

    @Test
    void whatDoesNotFitIsLeftOut() {
        Screen screen = Screen.of(new PrintWriter(text), true, SIZE);

        screen.replace(List.of("1", "2", "3", "4", "5"));
        screen.replace(List.of("a"));

        assertThat(text.toString()).isEqualTo("1\n2\n3\n\033[3A\r\033[Ja\n");
    }

    @Test
    void afterItsEndNoPartIsShown() {
        Screen screen = Screen.of(new PrintWriter(text), true, SIZE);

        screen.replace(List.of("a"));
        screen.endPart();
        screen.replace(List.of("b"));
        screen.line("line");

        assertThat(text.toString()).isEqualTo("a\n\033[1A\r\033[Jline\n");
    }

    @Test
    void theSizeHasADefault() {
        assertThat(TerminalSize.of(Map.of()).columns()).isPositive();
        assertThat(TerminalSize.of(Map.of("LINES", "x")).rows()).isPositive();
    }
}
