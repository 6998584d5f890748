package io.warpctl.core.plan;

/** How a container shows that it is ready. */
public enum HealthMode {
    /** {@code GET path} answers 2xx JSON with {@code version} and a {@code status} that is no error. */
    Status,
    /** {@code GET path} answers 2xx; reports no version. */
    HTTP,
    /** A connection is accepted; reports no version. */
    TCP,
    /** Running without a restart for {@code minReadySeconds}; reports no version. */
    None;

    /** Whether a container says which version it is, so that a wrong one can be told from the right one. */
    public boolean reportsVersion() {
        return this == Status;
    }
}
