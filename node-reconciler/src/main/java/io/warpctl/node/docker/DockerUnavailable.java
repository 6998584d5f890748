package io.warpctl.node.docker;

/** Docker could not be asked. The message says why. */
public final class DockerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message why, for people */
    public DockerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
