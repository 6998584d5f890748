package io.warpctl.lb;

/** What was sent is not a route table; the message names the field. */
final class InvalidTableException extends Exception {
    InvalidTableException(String message) {
        super(message);
    }
}
