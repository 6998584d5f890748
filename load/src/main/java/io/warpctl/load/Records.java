package io.warpctl.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Every outcome of a run, answers in plain arrays: 22 bytes each, so that ten minutes at 500/s are 7 MB. Written by the
 * request loop, read by whoever displays; all access is synchronised.
 */
final class Records {
    static final int EXAMPLES = 20;

    /** Failures and begin of one phase. */
    static final class Phase {
        final String name;
        final long start;
        final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
        final List<Failure> examples = new ArrayList<>();

        Phase(String name, long start) {
            this.name = name;
            this.start = start;
        }
    }

    private final long startNanos;
    private final Instant startInstant;
    private final List<Phase> phases = new ArrayList<>();
    private final Map<Backend, Integer> backendIndex = new HashMap<>();
    private final List<Backend> backends = new ArrayList<>();
    private long[] slots = new long[4096];
    private int[] sentMicros = new int[4096];
    private int[] doneMicros = new int[4096];
    private int[] answeredBy = new int[4096];
    private short[] phaseOf = new short[4096];
    private int size;
    private long[] failedSlots = new long[64];
    private int failed;

    private Records(String firstPhase, long startNanos, Instant startInstant) {
        this.startNanos = startNanos;
        this.startInstant = startInstant;
        phases.add(new Phase(firstPhase, startNanos));
    }

    static Records startingNow(String firstPhase) {
        return new Records(firstPhase, System.nanoTime(), Instant.now());
    }

    long startNanos() {
        return startNanos;
    }

    Instant startInstant() {
        return startInstant;
    }

    Instant instant(long nanos) {
        return startInstant.plusNanos(nanos - startNanos);
    }

    /** The clock is read under the lock: no outcome of a slot after this instant can have been written before. */
    synchronized void phase(String name) {
        phases.add(new Phase(name, System.nanoTime()));
    }

    synchronized void answered(Exchange exchange, long now, Backend backend) {
        if (size == slots.length) {
            int larger = size * 2;
            slots = Arrays.copyOf(slots, larger);
            sentMicros = Arrays.copyOf(sentMicros, larger);
            doneMicros = Arrays.copyOf(doneMicros, larger);
            answeredBy = Arrays.copyOf(answeredBy, larger);
            phaseOf = Arrays.copyOf(phaseOf, larger);
        }
        slots[size] = exchange.slot;
        sentMicros[size] = micros(exchange.sentAt - exchange.slot);
        doneMicros[size] = micros(now - exchange.slot);
        answeredBy[size] = backendIndex.computeIfAbsent(backend, b -> {
            backends.add(b);
            return backends.size() - 1;
        });
        phaseOf[size] = (short) phaseAt(exchange.slot);
        size++;
    }

    synchronized void failed(Exchange exchange, FailureKind kind, String detail) {
        if (failed == failedSlots.length) {
            failedSlots = Arrays.copyOf(failedSlots, failed * 2);
        }
        failedSlots[failed++] = exchange.slot;
        var phase = phases.get(phaseAt(exchange.slot));
        if (phase.failures.merge(kind, 1L, Long::sum) <= EXAMPLES) {
            var address = exchange.address == null ? "" : Addresses.text(exchange.address);
            phase.examples.add(new Failure(instant(exchange.slot), kind, address, exchange.newConnection, detail));
        }
    }

    synchronized LoadSnapshot snapshot() {
        long since = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
        var versions = new TreeMap<String, Integer>();
        for (int i = size - 1; i >= 0 && answeredAt(i) > since; i--) {
            versions.merge(backend(i).version(), 1, Integer::sum);
        }
        int recentlyFailed = 0;
        while (recentlyFailed < failed && failedSlots[failed - 1 - recentlyFailed] > since) {
            recentlyFailed++;
        }
        var phase = phases.get(phases.size() - 1).name;
        return new LoadSnapshot(phase, size + failed, failed, recentlyFailed, versions);
    }

    private int phaseAt(long slot) {
        int index = phases.size() - 1;
        while (index > 0 && phases.get(index).start - slot > 0) {
            index--;
        }
        return index;
    }

    private static int micros(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    // Below: for the report, after the loop has ended.

    synchronized List<Phase> phases() {
        return List.copyOf(phases);
    }

    synchronized int answers() {
        return size;
    }

    synchronized int failures() {
        return failed;
    }

    synchronized long failedSlot(int index) {
        return failedSlots[index];
    }

    synchronized long slot(int index) {
        return slots[index];
    }

    synchronized int phaseIndex(int index) {
        return phaseOf[index];
    }

    synchronized int latencyMicros(int index) {
        return doneMicros[index];
    }

    synchronized Backend backend(int index) {
        return backends.get(answeredBy[index]);
    }

    synchronized Answer answer(int index) {
        long slot = slots[index];
        return new Answer(
                instant(slot),
                instant(slot + TimeUnit.MICROSECONDS.toNanos(sentMicros[index])),
                instant(answeredAt(index)),
                backend(index));
    }

    private long answeredAt(int index) {
        return slots[index] + TimeUnit.MICROSECONDS.toNanos(doneMicros[index]);
    }
}
