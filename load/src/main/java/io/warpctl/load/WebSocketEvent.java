package io.warpctl.load;

/** What can happen to a WebSocket besides its numbers coming back in order. */
public enum WebSocketEvent {
    /** It could not be opened: refused, or the handshake was answered with something else. */
    CONNECT,
    /** A number came back other than the one whose turn it was: doubled, left out or changed. */
    OUT_OF_ORDER,
    /** A number was sent and the connection ended before it came back. */
    NOT_ECHOED,
    /** The connection ended without a close frame. */
    RESET,
    /** The server closed with code 1001, as it does when a drain ends. Alone, this is no failure. */
    GOING_AWAY,
    /** The server closed with another code. */
    CLOSED
}
