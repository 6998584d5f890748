package io.warpctl.core.report;

import java.util.Objects;

/**
 * A fact about the host, in the form of a Kubernetes condition.
 *
 * @param type such as {@code DockerReady}
 * @param status whether it holds
 * @param reason one CamelCase word
 * @param message one sentence
 */
public record HostCondition(String type, boolean status, String reason, String message) {
    public HostCondition {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        message = message == null ? "" : message;
    }
}
