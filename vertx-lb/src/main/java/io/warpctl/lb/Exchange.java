package io.warpctl.lb;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client request: where it goes, how long it waits for that, how often it is tried. */
final class Exchange implements Attempt.Owner {
    static final int MAX_ATTEMPTS = 4;
    private static final long SAME_ENDPOINT_PAUSE_MILLIS = 25;
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Vertx vertx;
    private final Loop loop;
    private final BalancerOptions options;
    private final Function<Backend, ConnectionPool> pools;
    private final ClientRequest client;
    private final Set<Backend> tried = new HashSet<>();
    private final Runnable resume = this::resume;
    private Target target = new Target("", "/");
    private Optional<Attempt> attempt = Optional.empty();
    private int attempts;
    private boolean gone;
    private long timer = -1;
    private long bootDeadlineNanos;
    private long routeDeadlineNanos;

    Exchange(
            Vertx vertx,
            Loop loop,
            BalancerOptions options,
            Function<Backend, ConnectionPool> pools,
            HttpServerRequest request) {
        this.vertx = vertx;
        this.loop = loop;
        this.options = options;
        this.pools = pools;
        this.client = new ClientRequest(vertx, request, loop::isClosing);
    }

    void start() {
        client.onGone(this::clientGone);
        Optional<String> problem = RequestChecks.problem(client.request());
        if (problem.isPresent()) {
            client.refuse(400, problem.get());
            return;
        }
        String host = client.request().getHeader(HttpHeaders.HOST);
        Optional<Target> asked = Target.of(client.request().uri(), host == null ? "" : host);
        if (asked.isEmpty()) {
            client.refuse(400, "The request target is neither a path nor an http URL.");
            return;
        }
        target = asked.get();
        route();
    }

    private void route() {
        if (loop.isHolding()) {
            bootDeadlineNanos = bootDeadlineNanos == 0 ? deadline(options.bootHold()) : bootDeadlineNanos;
            await(bootDeadlineNanos);
            return;
        }
        Routes.Decision decision = loop.decide(new Routes.Question(
                target.host(),
                target.uri(),
                Optional.ofNullable(client.request().getHeader(Endpoint.PROBE_TOKEN_HEADER)),
                client.isLoopback()));
        if (decision instanceof Routes.ToService to) {
            toService(to.service(), to.uri());
        } else if (decision instanceof Routes.ToProbe to) {
            loop.backend(to.endpoint()).ifPresent(backend -> send(backend, to.uri(), Attempt.Kind.PROBE));
        } else if (decision instanceof Routes.Nowhere nowhere) {
            client.answer(404, nowhere.why());
        }
    }

    private void toService(ServiceRef service, String uri) {
        Optional<Backend> backend = loop.select(service, tried, System.currentTimeMillis());
        if (backend.isEmpty()) {
            routeDeadlineNanos = routeDeadlineNanos == 0 ? deadline(options.routeHold()) : routeDeadlineNanos;
            await(routeDeadlineNanos);
            return;
        }
        tried.add(backend.get());
        attempts++;
        send(backend.get(), uri, attempts == 1 ? Attempt.Kind.FIRST : Attempt.Kind.RETRY);
    }

    private void send(Backend backend, String uri, Attempt.Kind kind) {
        Attempt next =
                new Attempt(vertx, client, this, backend, pools.apply(backend), new Target(target.host(), uri), kind);
        attempt = Optional.of(next);
        next.start();
    }

    @Override
    public void unsent(Backend backend, Throwable cause, boolean probe) {
        failed(backend, cause, !probe);
    }

    @Override
    public void unanswered(Backend backend, Throwable cause, boolean probe) {
        failed(backend, cause, !probe && client.isRepeatable());
    }

    private void failed(Backend backend, Throwable cause, boolean repeatable) {
        attempt = Optional.empty();
        LOG.debug("{} failed: {}", backend, cause.toString());
        if (!repeatable || attempts >= MAX_ATTEMPTS) {
            client.answer(502, "The service did not answer.");
        } else if (loop.hasUntried(tried, backend)) {
            route();
        } else {
            // The same endpoint once more: it gets a moment to come back.
            timer = vertx.setTimer(SAME_ENDPOINT_PAUSE_MILLIS << attempts, id -> route());
        }
    }

    private static long deadline(Duration hold) {
        return System.nanoTime() + hold.toNanos();
    }

    private void await(long deadlineNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0 || !loop.await(resume)) {
            client.unavailable();
            return;
        }
        timer = vertx.setTimer(millis, id -> {
            loop.forget(resume);
            client.unavailable();
        });
    }

    private void resume() {
        vertx.cancelTimer(timer);
        if (!gone) {
            route();
        }
    }

    private void clientGone() {
        gone = true;
        vertx.cancelTimer(timer);
        loop.forget(resume);
        attempt.ifPresent(Attempt::cancel);
    }
}
