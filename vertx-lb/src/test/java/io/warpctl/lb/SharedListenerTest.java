package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.ServiceRoute;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several balancers on one address and port. */
class SharedListenerTest {
    private static final int REQUESTS = 50;

    private BalancerFixture one;
    private BalancerFixture other;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                io.netty.channel.epoll.Epoll.isAvailable(), "Java's own selector cannot share a listening port");
        one = BalancerFixture.start();
        other = BalancerFixture.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (one != null) {
            one.close();
            other.close();
        }
    }

    @Test
    void balancersShareAListenerAndOneServesOnAlone() throws Exception {
        Listener shared = new Listener("http", "127.0.0.1", one.port, true);
        TestBackend first = listen(one, shared);
        TestBackend second = listen(other, shared);
        ask(shared);
        assertThat(first.executions.get() + second.executions.get()).isEqualTo(REQUESTS);
        // All on one side: 1 in 2^49.
        assertThat(first.executions.get()).isPositive();
        assertThat(second.executions.get()).isPositive();

        int before = second.executions.get();
        one.stopBalancer();
        ask(shared);
        assertThat(second.executions.get()).isEqualTo(before + REQUESTS);

        one.startBalancer();
        ask(shared);
        assertThat(first.executions.get()).isGreaterThan(REQUESTS - before);
    }

    @Test
    void aListenerThatIsNotSharedIsTaken() {
        Listener alone = new Listener("http", "127.0.0.1", one.port);
        listen(one, alone);
        other.control.put(TestTable.of(1, List.of(alone)));
        ListenerState refused = other.control.stats().listeners().get(0);
        assertThat(refused.bound()).isFalse();
        assertThat(refused.error()).contains("in use");
    }

    private static TestBackend listen(BalancerFixture balancer, Listener listener) {
        TestBackend backend = balancer.backend("backend");
        ServiceRoute route = new ServiceRoute(
                TestTable.HELLO, List.of(TestTable.HOST), List.of(), List.of(TestTable.endpoint(backend, 1)));
        assertThat(balancer.control
                        .put(TestTable.of(1, List.of(listener), route))
                        .listeners())
                .containsExactly(new ListenerState(listener, true, ""));
        return backend;
    }

    private static void ask(Listener listener) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            try (Raw client = Raw.connect(listener.port())) {
                assertThat(client.get("/").status()).isEqualTo(200);
            }
        }
    }
}
