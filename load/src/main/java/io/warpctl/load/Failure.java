package io.warpctl.load;

import java.time.Instant;

/**
 * One failed request.
 *
 * @param slot when it should have been sent
 * @param kind why it failed
 * @param address whom it was for, {@code host:port}
 * @param newConnection whether it had a connection of its own
 * @param detail what was seen, for people
 */
public record Failure(Instant slot, FailureKind kind, String address, boolean newConnection, String detail) {}
