package io.warpctl.load;

import java.net.InetSocketAddress;

/** One request from its slot to its outcome. Times are of {@link System#nanoTime()}. */
final class Exchange {
    final long slot;
    final boolean newConnection;
    InetSocketAddress address;
    Connection connection;
    boolean sent;
    long sentAt;
    boolean done;

    Exchange(long slot, boolean newConnection) {
        this.slot = slot;
        this.newConnection = newConnection;
    }
}
