package io.warpctl.lb;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.util.List;

/** Route tables for tests: one service at {@code hello.test}. */
final class TestTable {
    static final ServiceRef HELLO = new ServiceRef("default", "dev", "hello");
    static final String HOST = "hello.test";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String BOOT = "boot-1";

    private TestTable() {}

    static RouteTable of(long sequence, int port, Endpoint... endpoints) {
        return of(sequence, port, List.of(), endpoints);
    }

    static RouteTable of(long sequence, int port, List<String> hiddenPrefixes, Endpoint... endpoints) {
        return of(
                sequence,
                List.of(new Listener("http", "127.0.0.1", port)),
                new ServiceRoute(HELLO, List.of(HOST), hiddenPrefixes, List.of(endpoints)));
    }

    static RouteTable of(long sequence, List<Listener> listeners, ServiceRoute... services) {
        return new RouteTable(new TableNumber(1, sequence), BOOT, TOKEN, listeners, List.of(services));
    }

    static Endpoint endpoint(String id, int port, int weight) {
        return new Endpoint(id, "one", "release-" + id, "1.0.0", "127.0.0.1", port, weight);
    }

    static Endpoint endpoint(TestBackend backend, int weight) {
        return endpoint(backend.id, backend.port(), weight);
    }
}
