package io.warpctl.node;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerHost;
import io.warpctl.node.docker.DockerUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a daemon that accepts connections and says nothing, or nothing but errors. */
class DockerLookTest {
    @Test
    void doesNotWaitForADockerThatHangs(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("docker.sock");
        try (ServerSocketChannel silent = listen(socket);
                Docker docker = DockerHost.at(URI.create("unix://" + socket));
                DockerLook look = new DockerLook(docker, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> look.list("cluster", "host"))
                    .isInstanceOf(DockerUnavailable.class)
                    .hasMessageStartingWith("Docker has not answered for");
            // The first question still waits for its answer: there is no second one beside it.
            assertThatThrownBy(() -> look.list("cluster", "host")).isInstanceOf(DockerUnavailable.class);
            try (SocketChannel asked = silent.accept()) {
                asked.write(ByteBuffer.wrap("HTTP/1.1 500 No\r\nContent-Length: 23\r\n\r\n{\"message\":\"disk gone\"}"
                        .getBytes(StandardCharsets.US_ASCII)));
                silent.close();
                await().untilAsserted(() -> assertThatThrownBy(() -> look.list("cluster", "host"))
                        .isInstanceOf(DockerUnavailable.class)
                        .hasMessageStartingWith("Docker does not answer"));
            }
        }
    }

    @Test
    void passesOnWhatDockerAnswers(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("docker.sock");
        try (ServerSocketChannel failing = listen(socket);
                Docker docker = DockerHost.at(URI.create("unix://" + socket));
                DockerLook look = new DockerLook(docker, Duration.ofSeconds(10))) {
            Thread answers = new Thread(() -> answerOnce(failing));
            answers.start();
            assertThatThrownBy(() -> look.list("cluster", "host"))
                    .isInstanceOf(DockerUnavailable.class)
                    .hasMessage("Docker answered with an error: disk gone");
            answers.join();
        }
        assertThat(socket).exists();
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static void answerOnce(ServerSocketChannel server) {
        try (SocketChannel asked = server.accept()) {
            asked.read(ByteBuffer.allocate(4096));
            asked.write(ByteBuffer.wrap("HTTP/1.1 500 No\r\nContent-Length: 23\r\n\r\n{\"message\":\"disk gone\"}"
                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
