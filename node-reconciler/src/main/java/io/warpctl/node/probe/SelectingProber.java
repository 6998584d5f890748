package io.warpctl.node.probe;

import io.warpctl.core.converge.ProbeState;
import io.warpctl.core.converge.ProbeTarget;
import io.warpctl.node.common.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All probes of a host on one thread: a container that hangs costs a connection, not a thread. */
public final class SelectingProber implements Prober {
    private static final Logger LOG = LoggerFactory.getLogger(SelectingProber.class);
    private static final Path PROC = Path.of("/proc");
    private static final long IDLE_NANOS = 60_000_000_000L;

    private final InstantSource clock;
    private final Function<String, OptionalLong> mainPid;
    private final Runnable changed;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Map<ProbePath, Probing> probings = new HashMap<>();
    private final AtomicReference<List<ProbeTarget>> newTargets = new AtomicReference<>();
    private volatile Map<ProbePath, ProbeState> states = Map.of();
    private volatile boolean closed;

    private SelectingProber(
            InstantSource clock, Function<String, OptionalLong> mainPid, Runnable changed, Selector selector) {
        this.clock = clock;
        this.mainPid = mainPid;
        this.changed = changed;
        this.selector = selector;
    }

    /**
     * Starts a prober without targets.
     *
     * @param mainPid process ID of a container's main process, for hints
     * @param changed called on the prober's thread whenever a state changed its meaning
     */
    public static SelectingProber start(InstantSource clock, Function<String, OptionalLong> mainPid, Runnable changed) {
        try {
            SelectingProber prober = new SelectingProber(clock, mainPid, changed, Selector.open());
            Threads.start("warp-prober", prober::run);
            return prober;
        } catch (IOException e) {
            throw new UncheckedIOException("the prober cannot start", e);
        }
    }

    @Override
    public void update(List<ProbeTarget> targets) {
        newTargets.set(List.copyOf(targets));
        selector.wakeup();
    }

    @Override
    public Map<String, ProbeState> direct() {
        Map<String, ProbeState> direct = new HashMap<>();
        states.forEach((path, state) -> {
            if (path.through().isEmpty()) {
                direct.put(path.container(), state);
            }
        });
        return direct;
    }

    @Override
    public Map<String, Map<String, ProbeState>> throughBalancers() {
        Map<String, Map<String, ProbeState>> through = new HashMap<>();
        states.forEach((path, state) -> path.through()
                .ifPresent(interfaceName -> through.computeIfAbsent(path.container(), container -> new HashMap<>())
                        .put(interfaceName, state)));
        return through;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                tryRound();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the prober has failed", e);
        } finally {
            probings.values().forEach(this::abandon);
        }
    }

    private void tryRound() throws IOException {
        try {
            round();
        } catch (RuntimeException e) {
            // Without probes nothing would ever change again.
            LOG.error("probing failed", e);
        }
    }

    private void round() throws IOException {
        adoptTargets();
        long now = System.nanoTime();
        long next = now + IDLE_NANOS;
        for (Probing probing : probings.values()) {
            if (probing.dueAt() - now <= 0) {
                turn(probing, now);
            }
            next = Math.min(next, probing.dueAt());
        }
        selector.select(Math.max(1, (next - System.nanoTime() + 999_999) / 1_000_000));
        for (SelectionKey key : selector.selectedKeys()) {
            Probing probing = (Probing) key.attachment();
            probing.attempt()
                    .filter(attempt -> key.isValid())
                    .flatMap(attempt -> attempt.advance(key, buffer))
                    .ifPresent(verdict -> finish(probing, verdict));
        }
        selector.selectedKeys().clear();
    }

    private void turn(Probing probing, long now) {
        Optional<Attempt> running = probing.attempt();
        if (running.isPresent()) {
            finish(probing, running.get().timedOut());
            return;
        }
        probing.beginsAt(now);
        try {
            probing.began(Attempt.begin(probing.question(), selector, probing, now), now);
        } catch (IOException e) {
            finish(probing, Attempt.failed(probing.question(), e));
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            finish(probing, ProbeVerdict.bad(probing.question().where() + " is no address"));
        }
    }

    private void finish(Probing probing, ProbeVerdict verdict) {
        abandon(probing);
        ProbeVerdict explained = explain(probing, verdict);
        boolean news = probing.finished(explained.after(probing.state(), clock.instant()), System.nanoTime());
        publish();
        if (news) {
            changed.run();
        }
    }

    private ProbeVerdict explain(Probing probing, ProbeVerdict verdict) {
        boolean own = probing.path().through().isEmpty();
        if (!own || !verdict.error().startsWith("connection refused")) {
            return verdict;
        }
        OptionalLong pid = mainPid.apply(probing.path().container());
        if (pid.isEmpty()) {
            return verdict;
        }
        return LoopbackHint.of(
                        PROC, pid.getAsLong(), probing.question().address().getPort())
                .map(hint -> ProbeVerdict.bad(verdict.error() + ": it " + hint))
                .orElse(verdict);
    }

    private void adoptTargets() {
        List<ProbeTarget> targets = newTargets.getAndSet(null);
        if (targets == null) {
            return;
        }
        Map<ProbePath, ProbeQuestion> wanted = new HashMap<>();
        targets.forEach(target -> wanted.putAll(ProbeQuestion.of(target)));
        probings.values().removeIf(probing -> {
            ProbeQuestion question = wanted.get(probing.path());
            boolean gone = question == null || !question.sameAs(probing.question());
            if (gone) {
                abandon(probing);
            }
            return gone;
        });
        long now = System.nanoTime();
        wanted.forEach((path, question) -> probings.computeIfAbsent(path, key -> new Probing(key, question, now))
                .asks(question, now));
        publish();
    }

    private void publish() {
        Map<ProbePath, ProbeState> current = new HashMap<>();
        probings.forEach((path, probing) -> current.put(path, probing.state()));
        states = Map.copyOf(current);
    }

    private void abandon(Probing probing) {
        probing.attempt().ifPresent(attempt -> {
            try {
                attempt.close();
            } catch (IOException e) {
                LOG.debug("closing a probe's connection: {}", e.getMessage());
            }
        });
    }
}
