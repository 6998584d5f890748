package io.warpctl.apiserver.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Closes a connection without waiting for what is still to be sent: Vert.x' own close waits, and a client that does not read
 * would keep its connection for ever.
 */
final class HardClose {

    private HardClose() {}

    static void close(HttpConnection connection) {
        channel(connection).close();
    }

    /** What Vert.x' connections are made of. */
    static Channel channel(HttpConnection connection) {
        return ((VertxConnection) connection).channel();
    }
}
