package io.warpctl.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.Folders;
import io.warpctl.e2e.rig.Outcome;
import io.warpctl.e2e.rig.Tmpfs;
import io.warpctl.e2e.rig.WarpProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that cannot keep what it is told, or cannot be reached, says so in one sentence. */
class DataDirectoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The least a server needs, its database driver's native library included. */
    private static final int KILOBYTES = 16 << 10;

    private final Path folder = Folders.temporary("warp-data");

    @AfterEach
    void delete() {
        Folders.delete(folder);
    }

    @Test
    void aFileInTheDirectorysPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(refused(file, "127.0.0.1:0"))
                .contains("data directory " + file)
                .contains("choose another");
    }

    @Test
    void aReadOnlyDirectory() {
        try (Tmpfs disk = Tmpfs.mount(KILOBYTES)) {
            disk.makeReadOnly();

            assertThat(refused(disk.folder(), "127.0.0.1:0"))
                    .contains("data directory " + disk.folder())
                    .contains("mount it writable, or choose another");
        }
    }

    @Test
    void aFullDirectory() {
        try (Tmpfs disk = Tmpfs.mount(KILOBYTES)) {
            disk.fill();

            assertThat(refused(disk.folder(), "127.0.0.1:0"))
                    .contains("data directory " + disk.folder())
                    .contains("free some space");
        }
    }

    @Test
    void aDirectoryThatFillsUp() {
        try (Tmpfs disk = Tmpfs.mount(KILOBYTES);
                ControlPlane controlPlane =
                        ControlPlane.start(DockerHost.shared().endpoint(), disk.folder())) {
            String[] create = {"create", "configmap", "big", "--from-literal=text=" + "x".repeat(100_000)};
            disk.fill();

            Outcome refused = controlPlane.kubectl().run(create);
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("the store " + disk.folder().resolve("store.db"))
                    .contains("its disk is full: free some space");
            assertThat(controlPlane.kubectl().type("get namespaces").good()).contains("kube-system");

            disk.free();
            await().atMost(PATIENCE)
                    .until(() -> controlPlane.kubectl().run(create).exitCode() == 0);
        }
    }

    @Test
    void aTakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThat(refused(folder.resolve("server"), address))
                    .contains(address)
                    .contains("in use")
                    .contains("free the port or choose another");
        }
    }

    /** The one sentence of a server that does not start. */
    private static String refused(Path dataDir, String listen) {
        try (WarpProcess server = WarpProcess.warpctl(
                        "server", "--no-node", "--data-dir", dataDir.toString(), "--listen", listen)
                .start()) {
            assertThat(server.awaitExit(PATIENCE)).as(server.output()).isEqualTo(1);
            String said = server.output();
            assertThat(said.strip().lines().filter(line -> line.startsWith("warpctl: ")))
                    .as(said)
                    .hasSize(1);
            assertThat(said).doesNotContain("\tat ");
            return said;
        }
    }
}
