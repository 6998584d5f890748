package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warpctl.load.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespacedHostsTest {
    private static final String HELLO = "io.warpctl.examples.hello.Main";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void clientsReachTwoHostsOnAllInterfacesAndNothingStays() throws Exception {
        var folder = Path.of("target", "hosts");
        var before = lists();
        try (var hosts = NamespacedHosts.start(folder, 2)) {
            for (int i = 0; i < 2; i++) {
                var host = hosts.host(i);
                assertThat(DockerEngine.failure(host.docker())).isEmpty();
                WarpProcess.of(HELLO)
                        .name("hello")
                        .in(host.namespace())
                        .environment("WARP_SERVICE", "hello")
                        .environment("WARP_VERSION", "1.0.0")
                        .environment("HOSTNAME", "c" + i)
                        .start()
                        .awaitLine("listens on port 8080", PATIENCE);
            }

            assertThat(hosts.addresses(8080))
                    .containsExactly("192.0.2.10:8080", "198.51.100.10:8080", "192.0.2.11:8080", "198.51.100.11:8080");
            assertThat(Fetch.from(hosts.client(), "http://192.0.2.11:8080/", "dev-hello.example.com"))
                    .contains("\"client\":\"203.0.113.1\"", "\"container\":\"c1\"");
            underLoad(hosts);
            cutAndRestored(hosts.host(1));
        } finally {
            Marker.thisRun().killAll();
        }

        assertThat(lists()).isEqualTo(before);
        assertThat(folder.resolve("h0")).doesNotExist();
        assertThat(folder.resolve("h1")).doesNotExist();
    }

    private static void underLoad(NamespacedHosts hosts) {
        // One interface per host: for the second, a host needs the routes that the node is there to make.
        var plan = new LoadPlan(
                100, 4, "dev-hello.example.com", List.of("192.0.2.10:8080", "192.0.2.11:8080"), "/", "hello");
        try (var load = RemoteLoad.start(hosts.client(), plan)) {
            await().until(() -> load.snapshot().get("requests").asInt() > 50);
            load.phase("second");
            await().until(() ->
                    load.snapshot().get("lastSecondVersions").path("1.0.0").asInt() > 50);
            var report = load.stop();

            assertThat(report.get("failed").asInt()).as(report.toString()).isZero();
            assertThat(report.get("phases")).hasSize(2);
            assertThat(report.get("backends").findValuesAsText("container")).containsExactlyInAnyOrder("c0", "c1");
        }
    }

    /** This machine's side answers the host only while the link is up. */
    private static void cutAndRestored(NamespacedHost host) throws IOException {
        try (var server = new ServerSocket(0, 8, InetAddress.getByName(host.controlAddress()))) {
            var url = "http://" + host.controlAddress() + ":" + server.getLocalPort() + "/";
            var answering = new Thread(() -> answerAll(server));
            answering.start();
            assertThat(Fetch.from(host.namespace(), url, "x")).isEqualTo("here");
            host.cutControl();
            assertThatThrownBy(() -> Fetch.from(host.namespace(), url, "x")).isInstanceOf(IllegalStateException.class);
            host.restoreControl();
            await().ignoreExceptions()
                    .until(() -> Fetch.from(host.namespace(), url, "x").equals("here"));
        }
    }

    private static void answerAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().read(new byte[4096]);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** What a namespace could leave on this machine, of this process's names only. */
    private static String lists() throws IOException {
        var id = "w" + Long.toString(ProcessHandle.current().pid(), 36) + "c";
        var links = Commands.run("ip", "-oneline", "link").lines().filter(line -> line.contains(id));
        var namespaces = Commands.run("ip", "netns")
                .lines()
                .filter(line -> line.contains(
                        "-" + Long.toString(ProcessHandle.current().pid(), 36) + "-"));
        var mounts = Files.readString(Path.of("/proc/self/mounts"))
                .lines()
                .filter(line -> line.contains(Path.of("target").toAbsolutePath().toString()));
        return links.toList() + " " + namespaces.toList() + " " + mounts.toList();
    }
}
