package io.warpctl.examples.hello.image;

/** The Docker daemon refused, or could not be asked. */
public final class DockerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DockerException(String message) {
        super(message);
    }

    DockerException(String message, Throwable cause) {
        super(message, cause);
    }
}
