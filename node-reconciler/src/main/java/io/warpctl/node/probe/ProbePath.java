package io.warpctl.node.probe;

import java.util.Optional;

/**
 * One way a container is asked.
 *
 * @param container its name
 * @param through the interface whose balancer is asked for it; empty for its own address
 */
record ProbePath(String container, Optional<String> through) {}
