package io.warpctl.load;

import java.time.Instant;

/**
 * One request that was answered as it should be.
 *
 * @param slot when it should have been sent; latency counts from here
 * @param sent just before its bytes were handed to the kernel
 * @param answered when its answer was whole
 * @param backend who answered
 */
public record Answer(Instant slot, Instant sent, Instant answered, Backend backend) {}
