package io.warpctl.core.report;

import java.time.Instant;

/**
 * What a drain still waits for.
 *
 * @param http HTTP requests being answered
 * @param webSocket WebSocket connections open
 * @param until when what is left is closed
 */
public record Draining(long http, long webSocket, Instant until) {}
