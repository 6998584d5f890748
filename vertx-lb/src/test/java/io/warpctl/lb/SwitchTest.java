package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.EndpointStats;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchTest {
    private static final int SWITCHES = 100;

    private BalancerFixture lb;
    private TestBackend a;
    private TestBackend b;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        a = lb.backend("a");
        b = lb.backend("b");
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void aHundredSwitchesUnderLoadFailNothingAndSelectNothingOld() throws Exception {
        lb.route(TestTable.endpoint(a, 1), TestTable.endpoint(b, 0));
        TestBackend serving = a;
        try (LoadClients clients = LoadClients.start(lb.port, 4, 4, "/")) {
            for (int i = 0; i < SWITCHES; i++) {
                TestBackend old = serving;
                TestBackend fresh = serving == a ? b : a;
                await().pollInterval(Duration.ofMillis(2)).until(() -> clients.answers(old.id) > 0);
                BalancerStats acknowledged =
                        lb.route(TestTable.endpoint(a, fresh == a ? 1 : 0), TestTable.endpoint(b, fresh == b ? 1 : 0));
                long newBefore = clients.answers(fresh.id);
                await().pollInterval(Duration.ofMillis(2)).until(() -> clients.answers(fresh.id) > newBefore + 20);
                assertThat(lb.control.stats(old.id).selected())
                        .as("selections of %s after switch %d was acknowledged", old.id, i)
                        .isEqualTo(of(acknowledged, old.id).selected());
                serving = fresh;
            }
            clients.close();
            assertThat(clients.failures).isEmpty();
            BalancerStats stats = lb.control.stats();
            assertThat(of(stats, "a").requests())
                    .isEqualTo(clients.answers("a"))
                    .isEqualTo(a.executions.get());
            assertThat(of(stats, "b").requests())
                    .isEqualTo(clients.answers("b"))
                    .isEqualTo(b.executions.get());
            assertThat(of(stats, "a").failures() + of(stats, "b").failures()).isZero();
        }
    }

    @Test
    void idleConnectionsToAnEndpointWithoutWeightAreClosed() throws Exception {
        lb.route(TestTable.endpoint(a, 1));
        lb.get("/");
        assertThat(a.connections.get()).isEqualTo(1);
        lb.route(TestTable.endpoint(a, 0), TestTable.endpoint(b, 1));
        await().until(() -> a.connections.get() == 0);

        lb.get("/");
        assertThat(b.connections.get()).isEqualTo(1);
        lb.route(TestTable.endpoint(a, 1));
        await().until(() -> b.connections.get() == 0);
    }

    @Test
    void aRequestInFlightEndsAtTheOldEndpoint() throws Exception {
        lb.route(TestTable.endpoint(a, 1));
        try (Raw client = lb.connect()) {
            client.send("GET /slow?ms=300 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            await().until(() -> a.executions.get() == 1);
            EndpointStats old = of(lb.route(TestTable.endpoint(b, 1)), "a");
            assertThat(old.httpInFlight()).isEqualTo(1);
            assertThat(client.read(false).body()).isEqualTo("a");
            assertThat(client.get("/").body()).isEqualTo("b");
        }
        await().until(() -> lb.control.stats("a").httpInFlight() == 0);
    }

    private static EndpointStats of(BalancerStats stats, String endpoint) {
        return stats.endpoints().stream()
                .filter(s -> s.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
