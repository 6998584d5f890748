package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarpProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterEach
    void endAll() {
        Marker.thisRun().killAll();
    }

    @Test
    void runsInASessionOfItsOwnWithItsOutputKept() throws IOException {
        try (var process = hello("ok").start()) {
            assertThat(process.awaitLine("listens on port", PATIENCE)).startsWith("hello");

            // Field 6 of stat, after the name in parentheses, is the session.
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]).isEqualTo(Long.toString(process.pid()));
            assertThat(Marker.thisRun().processes())
                    .extracting(ProcessHandle::pid)
                    .contains(process.pid());
            assertThat(process.terminate(PATIENCE)).isEqualTo(143);
            assertThat(process.output()).contains("stopped");
        }
    }

    @Test
    void kill9EndsItWithoutASignalItCouldHandle() {
        var process = hello("ok").start();
        process.awaitLine("listens on port", PATIENCE);
        process.kill9();

        assertThat(process.alive()).isFalse();
        assertThat(process.awaitExit(PATIENCE)).isEqualTo(137);
        assertThat(process.output()).doesNotContain("SIGTERM");
    }

    @Test
    void saysWhatTheProcessSaidInsteadOfTheLine() {
        try (var process = hello("exits").start()) {
            assertThatThrownBy(() -> process.awaitLine("listens on port", PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ended without saying")
                    .hasMessageContaining("run the migration first");
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(1);
        }
        try (var process = hello("ok").start()) {
            assertThatThrownBy(() -> process.awaitLine("no such line", Duration.ofMillis(300)))
                    .hasMessageContaining("does not say \"no such line\"");
        }
    }

    private static WarpProcess.Command hello(String mode) {
        return WarpProcess.of("io.warpctl.examples.hello.Main")
                .name("hello")
                .environment("HELLO_PORT", "0")
                .environment("HELLO_MODE", mode);
    }
}
