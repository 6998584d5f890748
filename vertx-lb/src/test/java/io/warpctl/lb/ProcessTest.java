package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    private final Vertx vertx = Vertx.vertx();
    private final int port = BalancerFixture.freePort();

    @TempDir
    private Path directory;

    private Control control;
    private TestBackend backend;
    private BalancerProcess balancer;

    @BeforeEach
    void start() throws Exception {
        control = new Control(directory.resolve("c"));
        backend = TestBackend.start(vertx, "a");
        balancer = startProcess();
        control.put(TestTable.of(1, port, TestTable.endpoint(backend, 1)));
    }

    @AfterEach
    void stop() throws Exception {
        balancer.close();
        Blocking.get(vertx.close());
    }

    private BalancerProcess startProcess(String... jvmOptions) throws Exception {
        return BalancerProcess.start(control.socket(), directory.resolve("state"), jvmOptions);
    }

    @Test
    void onSigtermRequestsInFlightAreFinished() throws Exception {
        try (Raw client = Raw.connect(port)) {
            client.send("GET /slow?ms=1000 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            await().until(() -> backend.executions.get() == 1);
            balancer.terminate();
            assertThat(client.read(false).body()).isEqualTo("a");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(balancer.awaitExit()).isTrue();
        assertThat(control.socket()).doesNotExist();
    }

    @Test
    void withoutEpollItWorksToo() throws Exception {
        balancer.terminate();
        assertThat(balancer.awaitExit()).isTrue();
        balancer = startProcess("-Dio.netty.transport.noNative=true");
        assertThat(Files.readString(Path.of("/proc/" + balancer.pid() + "/maps")))
                .doesNotContain("netty_transport_native_epoll");
        try (Raw client = Raw.connect(port)) {
            assertThat(client.get("/").body()).isEqualTo("a");
        }
        control.put(TestTable.of(2, port));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control.socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void afterASigkillTheNewestTableIsServedAgain() throws Exception {
        control.put(TestTable.of(2, port, TestTable.endpoint(backend, 3)));
        balancer.kill();
        assertThat(balancer.awaitExit()).isTrue();
        assertThat(control.socket()).exists();
        balancer = startProcess();
        try (Raw client = Raw.connect(port)) {
            assertThat(client.get("/").body()).isEqualTo("a");
        }
        assertThat(control.stats().number().sequence()).isEqualTo(2);
    }
}
