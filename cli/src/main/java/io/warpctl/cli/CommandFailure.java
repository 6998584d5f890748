package io.warpctl.cli;

/** A command cannot do what it was asked: its message is the one sentence the user sees, with the fix. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure that {@code sentence} explains completely. */
    public CommandFailure(String sentence) {
        super(sentence);
    }

    /** A failure with a cause that {@code --verbose} shows. */
    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
