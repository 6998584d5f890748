package io.warpctl.node.state;

import java.util.Optional;

/**
 * What was found in a file of the state directory.
 *
 * @param value what it says; empty when there is none that can be trusted
 * @param problem one sentence about a damaged file; empty when nothing is damaged
 */
public record Loaded<T>(Optional<T> value, Optional<String> problem) {}
