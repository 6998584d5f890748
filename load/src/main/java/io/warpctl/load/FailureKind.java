package io.warpctl.load;

/** Why a request failed. */
public enum FailureKind {
    /** Its first byte did not leave within a second of its slot. */
    NOT_SENT,
    /** The connection was refused, or no way led there. */
    CONNECT,
    /** The connection ended after the request was sent and before the answer began, or was reset at any time after. */
    RESET,
    /** No whole answer within five seconds of its slot. */
    SLOW,
    /** Answered with a status other than 200. */
    STATUS,
    /** Answered by another service. */
    WRONG_SERVICE,
    /** The answer was cut off, or is not what the service wrote. */
    TORN_BODY
}
