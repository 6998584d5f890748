package io.warpctl.node.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The state directory cannot be used. The message is one sentence that names the path and the fix. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StateException(String message, Throwable cause) {
        super(message, cause);
    }

    static StateException of(String verb, Path path, IOException cause) {
        return new StateException("cannot " + verb + " " + path + ": " + fix(cause), cause);
    }

    static StateException inUse(Path directory, String pid) {
        return new StateException(
                "the state directory " + directory + " is in use by the node with process ID " + pid
                        + ": stop that one, or give this one another directory",
                null);
    }

    private static String fix(IOException cause) {
        String text = String.valueOf(cause.getMessage());
        String detail = cause instanceof FileSystemException fileCause ? String.valueOf(fileCause.getReason()) : text;
        if (cause instanceof AccessDeniedException || text.contains("Permission denied")) {
            return "permission denied; run as root, or give this user the directory";
        } else if (text.contains("No space left")) {
            return "no space left on the file system; free some";
        } else if (text.contains("Read-only file system")) {
            return "the file system is read-only; mount it for writing, or choose another directory";
        }
        return detail.equals("null") ? cause.toString() : detail;
    }
}
