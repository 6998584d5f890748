package io.warpctl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoadMainTest {
    @Test
    void answersEachLineAndEndsWithTheReport() throws Exception {
        try (var server = new TestServer(i -> i == 7 ? TestServer.reset() : TestServer.ok("1.0"));
                var commands = new PipedWriter();
                var in = new BufferedReader(new PipedReader(commands))) {
            var out = new ByteArrayOutputStream();
            var main = new Thread(() -> {
                try {
                    LoadMain.run(server.plan(200, 2), in, new PrintStream(out, true, StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            main.start();
            Awaitility.await().until(() -> server.requests() > 20);
            commands.write("phase second\n");
            commands.flush();
            int before = server.requests();
            Awaitility.await().until(() -> server.requests() > before + 20);
            commands.write("stop\n");
            commands.flush();
            main.join();

            var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith("{\"phase\":\"second\",\"requests\":")
                    .contains(",\"failed\":1,");
            assertThat(lines.get(1))
                    .startsWith("{\"requests\":" + server.requests() + ",\"failed\":1,\"phases\":[{\"name\":\"start\",")
                    .contains("\"failures\":{\"RESET\":1}", "{\"name\":\"second\",")
                    .contains("\"container\":\"c-1.0\",\"version\":\"1.0\"");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        try (var server = new TestServer(i -> TestServer.ok("1"))) {
            var in = new BufferedReader(new StringReader("faster\n"));
            var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> LoadMain.run(server.plan(10, 1), in, out)).hasMessage("unknown command: faster");
        }
    }
}
