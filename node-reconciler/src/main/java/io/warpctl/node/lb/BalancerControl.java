package io.warpctl.node.lb;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Json;
import io.warpctl.node.http.HttpAnswer;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Talks to the control socket of one balancer. */
final class BalancerControl implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration CHANGE = Duration.ofSeconds(10);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final byte[] NO_BODY = {};

    private final String interfaceName;
    private final UnixHttp looks;
    private final UnixHttp changes;
    private Optional<RouteTable> table = Optional.empty();
    private ObservedBalancer latest;

    BalancerControl(String interfaceName, Path socket) {
        this.interfaceName = interfaceName;
        this.looks = new UnixHttp(socket, LOOK);
        this.changes = new UnixHttp(socket, CHANGE);
        this.latest = new ObservedBalancer(interfaceName, true, Optional.empty(), List.of(), List.of());
    }

    /**
     * The balancer as its socket shows it; not running when nobody listens there. One that listens and does not answer may
     * still serve: it is taken to be as it was last seen, so that no container leaves behind its back.
     */
    synchronized ObservedBalancer observe() {
        try {
            BalancerStats stats = stats();
            latest = new ObservedBalancer(
                    interfaceName, true, table(stats.number()), stats.listeners(), stats.endpoints());
            return latest;
        } catch (SocketTimeoutException e) {
            return latest;
        } catch (IOException e) {
            return new ObservedBalancer(interfaceName, false, Optional.empty(), List.of(), List.of());
        }
    }

    /** Whether it answers now. */
    boolean answers() {
        try {
            stats();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private BalancerStats stats() throws IOException {
        return read(looks.send("GET", "/stats", NO_BODY), BalancerStats.class);
    }

    void publish(RouteTable newTable) {
        HttpAnswer answer = change("PUT", "/routes", Json.bytes(newTable));
        if (answer.status() == CONFLICT) {
            throw ActionException.host(
                    "TableRefused",
                    "the balancer of " + interfaceName + " has a newer table than " + newTable.number()
                            + ", or another one of that number");
        }
        expectSuccess("table " + newTable.number(), answer);
    }

    void closeConnections(String container) {
        String target = "/drain?endpoint=" + URLEncoder.encode(container, StandardCharsets.UTF_8);
        expectSuccess("closing the connections to " + container, change("POST", target, NO_BODY));
    }

    @Override
    public void close() {
        looks.close();
        changes.close();
    }

    /** The table behind a number is asked for once: a number never gets other content. */
    private Optional<RouteTable> table(TableNumber number) throws IOException {
        if (number.equals(TableNumber.NONE)) {
            table = Optional.empty();
        } else if (table.isEmpty() || !table.get().number().equals(number)) {
            HttpAnswer answer = looks.send("GET", "/routes", NO_BODY);
            table = answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(read(answer, RouteTable.class));
        }
        return table;
    }

    private HttpAnswer change(String method, String target, byte[] body) {
        try {
            return changes.send(method, target, body);
        } catch (IOException e) {
            throw ActionException.host(
                    "BalancerNotReady", "the balancer of " + interfaceName + " does not answer: " + e.getMessage(), e);
        }
    }

    private void expectSuccess(String what, HttpAnswer answer) {
        if (!answer.successful()) {
            throw ActionException.host(
                    "BalancerFailed",
                    what + " failed: the balancer of " + interfaceName + " answered " + answer.status() + ": "
                            + answer.text().strip());
        }
    }

    private static <T> T read(HttpAnswer answer, Class<T> type) throws IOException {
        if (!answer.successful()) {
            throw new IOException("the balancer answered " + answer.status() + ": "
                    + answer.text().strip());
        }
        try {
            return Json.MAPPER.readValue(answer.body(), type);
        } catch (JsonProcessingException e) {
            throw new IOException("the balancer's answer is no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
