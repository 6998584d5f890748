package io.warpctl.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackHintTest {
    private static final Path PROC = Path.of("/proc");

    @Test
    void seesAListenerOnLoopbackInTheKernelsOwnTable() throws IOException {
        long self = ProcessHandle.current().pid();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = socket.getLocalPort();
            assertThat(LoopbackHint.of(PROC, self, port))
                    .contains("listens on 127.0.0.1:" + port + " only: make it listen on 0.0.0.0");
        }
        try (ServerSocket everywhere = new ServerSocket(0)) {
            assertThat(LoopbackHint.of(PROC, self, everywhere.getLocalPort())).isEmpty();
        }
        assertThat(LoopbackHint.of(PROC, 0, 80)).isEmpty();
    }

    @Test
    void saysWhatToListenOn(@TempDir Path proc) throws IOException {
        Path net = Files.createDirectories(proc.resolve("7/net"));
        Files.writeString(net.resolve("tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
                   1: 0100007F:1F91 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
                   2: 00000000:1F92 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
                """);
        Files.writeString(net.resolve("tcp6"), """
                  sl  local_address                         remote_address                        st
                   0: 00000000000000000000000001000000:1F93 00000000000000000000000000000000:0000 0A 00000000:00000000
                """);
        assertThat(LoopbackHint.of(proc, 7, 8080))
                .contains("listens on 127.0.0.1:8080 only: make it listen on 0.0.0.0");
        assertThat(LoopbackHint.of(proc, 7, 8081))
                .as("a connection, no listener")
                .isEmpty();
        assertThat(LoopbackHint.of(proc, 7, 8082)).as("on all addresses").isEmpty();
        assertThat(LoopbackHint.of(proc, 7, 8083)).contains("listens on [::1]:8083 only: make it listen on ::");
    }
}
