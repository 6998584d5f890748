package io.warpctl.core.report;

import java.util.Objects;

/**
 * What an image reference was resolved to on this host.
 *
 * @param reference the reference as asked
 * @param id image ID or digest; empty when it could not be resolved
 * @param version label {@code org.opencontainers.image.version}; empty when the image has none
 * @param reason one CamelCase word when it could not be resolved, else empty
 * @param message what was wrong, else empty
 */
public record ImageReport(String reference, String id, String version, String reason, String message) {
    public ImageReport {
        Objects.requireNonNull(reference, "reference");
        id = id == null ? "" : id;
        version = version == null ? "" : version;
        reason = reason == null ? "" : reason;
        message = message == null ? "" : message;
    }

    /** Whether an ID is known. */
    public boolean resolved() {
        return !id.isEmpty();
    }
}
