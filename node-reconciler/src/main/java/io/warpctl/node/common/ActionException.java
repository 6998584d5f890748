package io.warpctl.node.common;

import io.warpctl.core.report.Fault;

/** An action failed in a way that has a name. */
public final class ActionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault.Kind kind;
    private final String reason;

    private ActionException(Fault.Kind kind, String reason, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
    }

    /** The host is to blame: trying again may help. */
    public static ActionException host(String reason, String message, Throwable cause) {
        return new ActionException(Fault.Kind.Host, reason, message, cause);
    }

    /** The host is to blame: trying again may help. */
    public static ActionException host(String reason, String message) {
        return host(reason, message, null);
    }

    /** The release is to blame: trying again does not help. */
    public static ActionException release(String reason, String message, Throwable cause) {
        return new ActionException(Fault.Kind.Release, reason, message, cause);
    }

    /** Who is to blame. */
    public Fault.Kind kind() {
        return kind;
    }

    /** One CamelCase word. */
    public String reason() {
        return reason;
    }
}
