package io.warpctl.core.rollout;

import java.util.Objects;

/**
 * An image reference to be resolved by a host, through {@code resolve} of its plan.
 *
 * @param reference the reference
 * @param host the host to ask
 */
public record ResolveRequest(String reference, String host) {
    public ResolveRequest {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(host, "host");
    }
}
