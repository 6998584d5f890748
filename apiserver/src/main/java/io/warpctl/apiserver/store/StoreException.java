package io.warpctl.apiserver.store;

/** The store cannot be opened, read or written. The message is one sentence that names the file and the way out. */
public final class StoreException extends RuntimeException {

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
