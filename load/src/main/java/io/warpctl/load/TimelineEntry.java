package io.warpctl.load;

import java.util.Map;

/**
 * A quarter of a second of the run.
 *
 * @param offsetMillis its begin, since the start of the run
 * @param versions answers by version, of the requests whose slots lie in it
 * @param failed failed requests whose slots lie in it
 */
public record TimelineEntry(long offsetMillis, Map<String, Integer> versions, int failed) {
    /** Length of an entry in milliseconds. */
    public static final int MILLIS = 250;
}
