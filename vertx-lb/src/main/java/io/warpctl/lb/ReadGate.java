package io.warpctl.lb;

import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Stops reading from a connection at once, and starts again. A stream of Vert.x that is paused takes in sixteen reads more, a megabyte: with a
 * few dozen slow readers that is all the memory a balancer has.
 */
final class ReadGate {
    private final VertxConnection connection;
    private boolean paused;

    private ReadGate(VertxConnection connection) {
        this.connection = connection;
    }

    /** The gate of a connection or socket that Vert.x made. */
    static ReadGate of(Object connection) {
        Object actual = connection instanceof UnpooledHttpClientConnection unpooled ? unpooled.unwrap() : connection;
        return new ReadGate((VertxConnection) actual);
    }

    boolean isOpen() {
        return connection.channel().isOpen();
    }

    void pause() {
        if (!paused) {
            paused = true;
            connection.channel().config().setAutoRead(false);
            connection.doPause();
        }
    }

    void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        // What was read already is handled now, and may pause again.
        connection.doResume();
        if (!paused) {
            connection.channel().config().setAutoRead(true);
        }
    }
}
