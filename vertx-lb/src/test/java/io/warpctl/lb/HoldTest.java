package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @Test
    void aRequestWaitsForATableWithAnEndpoint() throws Exception {
        try (BalancerFixture lb = BalancerFixture.start(options -> options.withHold(LONG, LONG, 10))) {
            TestBackend a = lb.backend("a");
            lb.route(TestTable.endpoint(a, 0));
            try (Raw get = lb.connect();
                    Raw post = lb.connect()) {
                get.send("GET / HTTP/1.1\r\nHost: hello.test\r\n\r\n");
                post.send("POST /echo HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 3\r\n\r\nabc");
                // Another table without weight changes nothing for them.
                lb.route(TestTable.endpoint(a, 0));
                assertThat(a.executions.get()).isZero();
                lb.route(TestTable.endpoint(a, 1));
                assertThat(get.read(false).body()).isEqualTo("a");
                assertThat(post.read(false).body()).isEqualTo("abc");
                assertThat(get.get("/").body()).isEqualTo("a");
            }
        }
    }

    @Test
    void notForLongerThanTheBound() throws Exception {
        try (BalancerFixture lb =
                BalancerFixture.start(options -> options.withHold(Duration.ofMillis(200), LONG, 10))) {
            lb.route(TestTable.endpoint("a", 1, 0));
            try (Raw client = lb.connect()) {
                for (int i = 0; i < 2; i++) {
                    Raw.Answer answer = client.get("/");
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                }
            }
        }
    }

    @Test
    void noMoreThanTheBound() throws Exception {
        try (BalancerFixture lb =
                BalancerFixture.start(options -> options.withHold(LONG, LONG, 1).withEventLoops(1))) {
            TestBackend a = lb.backend("a");
            lb.route(TestTable.endpoint(a, 0));
            try (Raw first = lb.connect()) {
                first.send("GET / HTTP/1.1\r\nHost: hello.test\r\n\r\n");
                await().until(() -> lb.get("/").status() == 503);
                lb.route(TestTable.endpoint(a, 1));
                assertThat(first.read(false).body()).isEqualTo("a");
            }
        }
    }

    @Test
    void connectionsWithoutRequestsAreClosed() throws Exception {
        try (BalancerFixture lb = BalancerFixture.start(options -> options.withClientIdle(Duration.ofMillis(100)))) {
            TestBackend a = lb.backend("a");
            lb.route(TestTable.endpoint(a, 1));
            try (Raw idle = lb.connect();
                    Raw halfAHead = lb.connect();
                    Raw busy = lb.connect()) {
                halfAHead.send("GET / HTTP/1.1\r\nHost: hel");
                busy.send("GET /slow?ms=3000 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
                assertThat(idle.isClosed()).isTrue();
                assertThat(halfAHead.isClosed()).isTrue();
                assertThat(busy.read(false).body()).isEqualTo("a");
            }
        }
    }

    @Test
    void stoppingFinishesWhatIsInFlight() throws Exception {
        try (BalancerFixture lb = BalancerFixture.start()) {
            TestBackend a = lb.backend("a");
            lb.route(TestTable.endpoint(a, 1));
            try (Raw client = lb.connect()) {
                client.send("GET /slow?ms=500 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
                await().until(() -> a.executions.get() == 1);
                lb.stopBalancer();
                Raw.Answer answer = client.read(false);
                assertThat(answer.body()).isEqualTo("a");
                assertThat(answer.header("Connection")).isEqualTo("close");
            }
        }
    }
}
