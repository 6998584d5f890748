package io.warpctl.node;

import io.warpctl.core.converge.Converge;
import io.warpctl.core.converge.HostMemory;
import io.warpctl.core.converge.HostObservation;
import io.warpctl.core.converge.Outcome;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.node.common.Threads;
import io.warpctl.node.common.Wakeup;
import io.warpctl.node.probe.Prober;
import io.warpctl.node.state.Loaded;
import io.warpctl.node.state.StateException;
import io.warpctl.node.state.StateStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of a node, one after another on one thread. */
final class NodeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

    /** What nobody tells of is found out after this long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int TOKEN_BYTES = 16;

    private final String host;
    private final Plans plans;
    private final StateStore store;
    private final Gatherer gatherer;
    private final ActionRunner runner;
    private final Prober prober;
    private final Reporter reporter;
    private final Supplier<Optional<HostCondition>> routing;
    private final InstantSource clock;
    private final Wakeup wakeup;
    private Thread thread;
    private volatile boolean closed;
    private volatile Throwable failure;
    private HostMemory memory;
    private boolean memorySaved;
    private final Optional<HostCondition> damage;
    private Optional<HostCondition> notWritable = Optional.empty();

    NodeLoop(
            String host,
            Plans plans,
            StateStore store,
            Gatherer gatherer,
            ActionRunner runner,
            Prober prober,
            Reporter reporter,
            Supplier<Optional<HostCondition>> routing,
            InstantSource clock,
            Wakeup wakeup) {
        this.host = host;
        this.plans = plans;
        this.store = store;
        this.gatherer = gatherer;
        this.runner = runner;
        this.prober = prober;
        this.reporter = reporter;
        this.routing = routing;
        this.clock = clock;
        this.wakeup = wakeup;
        Loaded<HostMemory> loaded = store.loadMemory();
        this.memory = loaded.value().orElseGet(() -> HostMemory.empty(randomToken()));
        this.memorySaved = loaded.value().isPresent() && loaded.problem().isEmpty();
        this.damage = loaded.problem().map(text -> new HostCondition("StateDamaged", true, "ChecksumMismatch", text));
    }

    void start() {
        thread = Threads.start("warp-node", this::run);
    }

    /** Waits for the end; throws when it was none in order, so that whoever supervises this process starts it again. */
    void await() throws InterruptedException {
        thread.join();
        if (!closed) {
            throw new IllegalStateException("the node's thread has ended", failure);
        }
    }

    void close() throws InterruptedException {
        closed = true;
        wakeup.signal();
        thread.join();
    }

    private void run() {
        try {
            while (!closed) {
                Instant next = round();
                wakeup.await(Duration.between(clock.instant(), next));
            }
        } catch (InterruptedException e) {
            LOG.info("interrupted: the node stops");
        } catch (Error e) {
            failure = e;
            throw e;
        }
    }

    /** One round; returns when the next one is due at the latest. */
    private Instant round() throws InterruptedException {
        Instant latest = clock.instant().plus(LONGEST_WAIT);
        try {
            Optional<HostPlan> plan = plans.current();
            if (plan.isEmpty()) {
                return earliest(latest, reporter.offer(complete(HostReport.EMPTY), clock.instant()), Optional.empty());
            }
            return round(plan.get(), latest);
        } catch (RuntimeException e) {
            // Whatever it is, the containers and the balancers go on, and the next round may be luckier.
            LOG.error("a round failed", e);
            return clock.instant().plus(AFTER_FAILURE);
        }
    }

    private Instant round(HostPlan plan, Instant latest) throws InterruptedException {
        Set<String> undecided = runner.running();
        HostObservation observed = gatherer.gather(plan);
        Outcome outcome = Converge.converge(host, plan, observed, memory, clock.instant());
        Optional<Instant> retryAt = Optional.empty();
        if (remembered(outcome.memory())) {
            retryAt = runner.submit(outcome.actions(), undecided);
        }
        if (observed.dockerError().isEmpty()) {
            // Without Docker nothing is known of the containers: those probed before are probed on.
            prober.update(outcome.probes());
        }
        Optional<Instant> reportAt = reporter.offer(complete(outcome.report()), clock.instant());
        return earliest(earliest(latest, reportAt, retryAt), outcome.wakeAt(), Optional.empty());
    }

    /** Whether the memory is on disk; without that nothing may be done that relies on it. */
    private boolean remembered(HostMemory decided) {
        if (memorySaved && decided.equals(memory)) {
            return true;
        }
        try {
            store.save(decided);
            memory = decided;
            memorySaved = true;
            notWritable = Optional.empty();
            return true;
        } catch (StateException e) {
            LOG.warn(e.getMessage());
            notWritable = Optional.of(new HostCondition(
                    "StateWritable",
                    false,
                    "WriteFailed",
                    e.getMessage() + ": until then nothing on the host is changed"));
            return false;
        }
    }

    private HostReport complete(HostReport report) {
        Map<String, HostCondition> conditions = new LinkedHashMap<>();
        Stream.of(
                        report.conditions().stream(),
                        plans.conditions().stream(),
                        routing.get().stream(),
                        damage.stream(),
                        notWritable.stream())
                .flatMap(found -> found)
                .forEach(condition -> conditions.merge(condition.type(), condition, NodeLoop::together));
        return new HostReport(
                report.acceptedGeneration(),
                report.blocks(),
                report.balancers(),
                report.images(),
                report.traffic(),
                report.unclaimed(),
                List.copyOf(conditions.values()));
    }

    /** There is one condition of a type. */
    private static HostCondition together(HostCondition one, HostCondition other) {
        return new HostCondition(one.type(), one.status(), one.reason(), one.message() + "; " + other.message());
    }

    private static Instant earliest(Instant latest, Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(Optional.of(latest), one, other)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(latest);
    }

    private static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
