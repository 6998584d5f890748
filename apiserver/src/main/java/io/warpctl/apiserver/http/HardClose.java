package io.warpctl.apiserver.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Closes a connection without waiting for what is still to be sent: Vert.x' own close waits, and a client that does not read
 * would keep its connection for ever.
 */
final class HardClose {

    private HardClose() {}

    static void close(HttpConnection connection) {
        if (connection instanceof VertxConnection known) {
            known.channel().close();
        } else {
            connection.close();
        }
    }
}
