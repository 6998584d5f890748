package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warpctl.core.route.RouteTable;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateTest {
    private BalancerFixture lb;
    private TestBackend a;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        a = lb.backend("a");
        lb.route(TestTable.endpoint(a, 1));
        lb.stopBalancer();
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void aRestartServesTheNewestTableAtOnce() throws Exception {
        assertThat(lb.control.socket()).doesNotExist();
        lb.startBalancer();
        assertThat(lb.get("/").body()).isEqualTo("a");
        assertThat(Control.read(lb.control.get("/routes"), RouteTable.class)
                        .number()
                        .sequence())
                .isEqualTo(1);
        assertThat(lb.control.putRaw(Control.json(TestTable.of(0, lb.port))).status())
                .isEqualTo(409);
    }

    @Test
    void afterARebootRequestsWaitForATable() throws Exception {
        lb.startBalancer(options -> options.withBootId("boot-2"));
        try (Raw client = lb.connect();
                Raw unknown = lb.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            unknown.send("GET / HTTP/1.1\r\nHost: unknown.test\r\n\r\n");
            client.socket().setSoTimeout(300);
            assertThatThrownBy(() -> client.read(false)).isInstanceOf(SocketTimeoutException.class);
            assertThat(a.executions.get()).isZero();
            client.socket().setSoTimeout(20_000);
            lb.route(TestTable.endpoint(a, 1));
            assertThat(client.read(false).body()).isEqualTo("a");
            assertThat(unknown.read(false).status()).isEqualTo(404);
        }
    }

    @Test
    void afterARebootRequestsWaitNoLongerThanTheBound() throws Exception {
        lb.startBalancer(
                options -> options.withBootId("boot-2").withHold(Duration.ofMillis(100), Duration.ofMillis(100), 10));
        Raw.Answer answer = lb.get("/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aNewerTableToBeginWithIsTakenAndKept() throws Exception {
        TestBackend b = lb.backend("b");
        startWith(Control.json(lb.next(TestTable.endpoint(b, 1))));
        assertThat(sequence()).isEqualTo(2);
        assertThat(lb.get("/").body()).isEqualTo("b");
        lb.stopBalancer();
        lb.startBalancer();
        assertThat(sequence()).isEqualTo(2);
    }

    @Test
    void anOlderTableToBeginWithIsNotTaken() throws Exception {
        startWith(Control.json(TestTable.of(0, lb.port)));
        assertThat(sequence()).isEqualTo(1);
        assertThat(lb.get("/").body()).isEqualTo("a");
    }

    @Test
    void withoutATableToBeginWithTheOneKeptServes() throws Exception {
        startWith("no table");
        assertThat(lb.get("/").body()).isEqualTo("a");
        lb.stopBalancer();
        lb.startBalancer(options -> options.withInitialTable(lb.directory.resolve("not-there")));
        assertThat(lb.get("/").body()).isEqualTo("a");
    }

    private void startWith(String table) throws Exception {
        Path file = Files.writeString(lb.directory.resolve("initial-table.json"), table);
        lb.startBalancer(options -> options.withInitialTable(file));
    }

    private long sequence() throws Exception {
        return Control.read(lb.control.get("/routes"), RouteTable.class)
                .number()
                .sequence();
    }

    @Test
    void aDamagedTableIsKeptAsideAndNotServed() throws Exception {
        Path file = lb.stateDir().resolve("routes");
        byte[] content = Files.readAllBytes(file);
        content[content.length - 10] ^= 1;
        Files.write(file, content);
        lb.startBalancer();
        assertThat(lb.control.get("/routes").status()).isEqualTo(404);
        try (Stream<Path> files = Files.list(lb.stateDir())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("routes.corrupt-"))
                    .doesNotContain("routes");
        }
        lb.route(TestTable.endpoint(a, 1));
        assertThat(lb.get("/").body()).isEqualTo("a");
    }

    @Test
    void anEmptyOrTornFileIsNotServed() throws Exception {
        for (int length : new int[] {0, 5, 80}) {
            Path file = lb.stateDir().resolve("routes");
            Files.write(file, Arrays.copyOf(Files.exists(file) ? Files.readAllBytes(file) : new byte[100], length));
            lb.startBalancer();
            assertThat(lb.control.get("/routes").status()).isEqualTo(404);
            lb.control.put(TestTable.of(lb.nextSequence(), lb.port, TestTable.endpoint(a, 1)));
            lb.stopBalancer();
        }
        lb.startBalancer();
        assertThat(lb.get("/").body()).isEqualTo("a");
    }

    @Test
    void aTableThatCannotBeKeptIsNotPutInForce() throws Exception {
        lb.startBalancer();
        Path obstacle = Files.createDirectory(lb.stateDir().resolve("routes.new"));
        Control.Answer answer = lb.control.putRaw(Control.json(lb.next(TestTable.endpoint(a, 0))));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(lb.get("/").body()).isEqualTo("a");
        assertThat(Control.read(lb.control.get("/routes"), RouteTable.class)
                        .number()
                        .sequence())
                .isEqualTo(1);
        Files.delete(obstacle);
        lb.route(TestTable.endpoint(a, 0));
        await().until(() -> lb.control.stats().number().sequence() == 3);
    }

    @Test
    void aSocketLeftBehindIsReplaced() throws Exception {
        Files.createFile(lb.control.socket());
        lb.startBalancer();
        assertThat(lb.control.get("/healthz").status()).isEqualTo(200);
    }
}
