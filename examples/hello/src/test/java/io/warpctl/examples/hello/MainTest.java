package io.warpctl.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behaviour of the process as a whole, which a container's exit code and log show. */
class MainTest {
    private Process process;

    @AfterEach
    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void exitsWithAReason() throws Exception {
        var output = start("exits");

        assertThat(output.lines().toList()).anyMatch(line -> line.contains("run the migration first"));
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void crashesWhenItIsTold() throws Exception {
        var output = start("crash-after");

        assertThat(output.lines().toList()).last().asString().startsWith("panic:");
        assertThat(process.waitFor()).isEqualTo(134);
    }

    @Test
    void logsWhyItIsNeverHealthy() throws Exception {
        var output = start("never-healthy");

        assertThat(output.readLine()).contains("listens on port");
        assertThat(output.readLine()).contains("cannot reach the orders database at 10.0.0.9:5432: connection refused");
    }

    @Test
    void stopsAtSigterm() throws Exception {
        var output = start("ok");
        assertThat(output.readLine()).startsWith("hello 2.0.0 listens on port");
        process.toHandle().destroy(); // unlike Process.destroy(), this leaves the output readable

        assertThat(output.lines().toList()).last().isEqualTo("stopped");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnAfterSigtermInThatMode() throws Exception {
        var output = start("ignores-sigterm");
        var port = output.readLine().replaceAll("\\D+", " ").strip().replaceAll(".* ", "");
        process.toHandle().destroy(); // unlike Process.destroy(), this leaves the output readable
        assertThat(output.readLine()).contains("going on");

        try (var socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
            socket.getOutputStream().write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("\"status\":\"ok\"");
        }
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void namesTheModesWhenItKnowsNoneOfThatName() throws Exception {
        var output = start("sleepy");

        assertThat(output.readLine()).startsWith("HELLO_MODE: sleepy, must be one of ok, never-healthy,");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private BufferedReader start(String mode) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", "target/classes", Main.class.getName()).redirectErrorStream(true);
        builder.environment().put("HELLO_MODE", mode);
        builder.environment().put("HELLO_PORT", "0");
        builder.environment().put("HELLO_CRASH_SECONDS", "0");
        builder.environment().put("WARP_VERSION", "2.0.0");
        process = builder.start();
        return process.inputReader();
    }
}
