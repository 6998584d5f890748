package io.warpctl.bench.api;

import java.util.Arrays;

/** Times in nanoseconds from many threads, and their percentiles. */
final class Latencies {
    private long[] nanos = new long[1 << 14];
    private int count;

    synchronized void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = value;
    }

    synchronized int count() {
        return count;
    }

    /** In milliseconds; NaN if there are none. */
    synchronized double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.floor(count * percent / 100))] / 1e6;
    }
}
