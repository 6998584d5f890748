package io.warpctl.cli.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Looks at the service five times a second, whether or not the API server is there. */
final class Watcher implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 200;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Api api;
    private final String service;
    private final Path balancerSocket;
    private final BiConsumer<ServiceObjects, ServiceObjects> changed;
    private final List<Switch> switches = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon());
    private volatile Optional<ServiceObjects> latest = Optional.empty();

    /**
     * @param balancerSocket control socket of the balancer, which is asked for its counters at each switch
     * @param changed told of every look that differs from the one before
     */
    Watcher(Api api, String service, Path balancerSocket, BiConsumer<ServiceObjects, ServiceObjects> changed) {
        this.api = api;
        this.service = service;
        this.balancerSocket = balancerSocket;
        this.changed = changed;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The service as it was last seen. */
    Optional<ServiceObjects> latest() {
        return latest;
    }

    /** All switches seen so far. */
    List<Switch> switches() {
        return List.copyOf(switches);
    }

    private void look() {
        try {
            ServiceObjects now = api.objects(service);
            ServiceObjects before = latest.orElse(new ServiceObjects(now.service(), List.of(), List.of()));
            Changes.switches(before, now).forEach(seen -> switches.add(withCounters(seen)));
            latest = Optional.of(now);
            changed.accept(before, now);
        } catch (KubernetesClientException | CommandFailure e) {
            // The API server is away, as the story wants it, or the service is not there yet: what was seen stays.
            return;
        }
    }

    private Switch withCounters(Switch seen) {
        return new Switch(seen.block(), seen.from(), seen.to(), seen.acknowledged(), lastSelected(seen.from()));
    }

    private OptionalLong lastSelected(String container) {
        try (UnixHttp control = new UnixHttp(balancerSocket, Duration.ofSeconds(2))) {
            byte[] body = control.send("GET", "/stats", new byte[0]).body();
            return JSON.readValue(body, BalancerStats.class).endpoints().stream()
                    .filter(endpoint -> endpoint.endpoint().equals(container))
                    .mapToLong(EndpointStats::lastSelectedMillis)
                    .max();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static ThreadFactory daemon() {
        return work -> {
            Thread thread = new Thread(work, "demo-watcher");
            thread.setDaemon(true);
            return thread;
        };
    }
}
