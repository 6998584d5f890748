package io.warpctl.load;

import java.util.Map;

/**
 * The present state of a run, for a live display.
 *
 * @param phase the running phase
 * @param requests requests finished since the start, failed ones included
 * @param failed failed requests since the start
 * @param lastSecondFailed requests that failed within the last second
 * @param lastSecondVersions answers of the last second by version, sorted by version
 */
public record LoadSnapshot(
        String phase, long requests, long failed, int lastSecondFailed, Map<String, Integer> lastSecondVersions) {}
