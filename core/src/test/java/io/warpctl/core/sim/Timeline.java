package io.warpctl.core.sim;

import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time in milliseconds: what happens when, in an order that does not depend on anything but the seed. */
final class Timeline {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long sequence;

    private record Entry(long at, long sequence, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    long now() {
        return now;
    }

    Instant instant() {
        return instant(now);
    }

    static Instant instant(long millis) {
        return START.plusMillis(millis);
    }

    static long millis(Instant instant) {
        return instant.toEpochMilli() - START.toEpochMilli();
    }

    void after(long millis, Runnable what) {
        queue.add(new Entry(now + Math.max(0, millis), sequence++, what));
    }

    /** Lets everything happen that is due before {@code until}. */
    void runUntil(long until) {
        while (!queue.isEmpty() && queue.peek().at() <= until) {
            Entry next = queue.poll();
            now = next.at();
            next.what().run();
        }
        now = Math.max(now, until);
    }
}
