package io.warpctl.node.probe;

import io.warpctl.core.converge.ProbeTarget;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked over one path, and how often.
 *
 * @param address where to connect to
 * @param request the HTTP request; empty when an open connection is answer enough
 * @param mode how the answer is judged
 * @param interval time from one probe to the next
 * @param timeout longest time for connection and answer together
 */
record ProbeQuestion(
        InetSocketAddress address,
        String request,
        HealthMode mode,
        boolean throughBalancer,
        Duration interval,
        Duration timeout) {

    /** Everything to be asked about a container; nothing in mode None. */
    static Map<ProbePath, ProbeQuestion> of(ProbeTarget target) {
        Map<ProbePath, ProbeQuestion> questions = new HashMap<>();
        Health health = target.health();
        if (health.mode() == HealthMode.None) {
            return questions;
        }
        Duration timeout = Duration.ofSeconds(health.timeoutSeconds());
        String host = target.address() + ":" + target.port();
        questions.put(
                new ProbePath(target.container(), Optional.empty()),
                new ProbeQuestion(
                        new InetSocketAddress(target.address(), target.port()),
                        health.mode() == HealthMode.TCP ? "" : request(health.path(), host, ""),
                        health.mode(),
                        false,
                        Duration.ofSeconds(health.intervalSeconds()),
                        timeout));
        String token = Endpoint.PROBE_TOKEN_HEADER + ": " + target.probeToken() + "\r\n";
        target.through()
                .forEach((interfaceName, listener) -> questions.put(
                        new ProbePath(target.container(), Optional.of(interfaceName)),
                        new ProbeQuestion(
                                address(listener),
                                request(health.path(), target.probeHost(), token),
                                health.mode(),
                                true,
                                target.throughInterval(),
                                timeout)));
        return questions;
    }

    /** For messages. */
    String where() {
        String place = address.getHostString() + ":" + address.getPort();
        return throughBalancer ? "the balancer's " + place : place;
    }

    /** Whether it asks the same thing, however often. */
    boolean sameAs(ProbeQuestion other) {
        return address.equals(other.address) && request.equals(other.request) && mode == other.mode;
    }

    private static InetSocketAddress address(Listener listener) {
        return new InetSocketAddress(listener.address(), listener.port());
    }

    private static String request(String path, String host, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: warp-probe\r\nAccept: application/json\r\n" + headers + "Connection: close\r\n\r\n";
    }
}
