package io.warpctl.cli.setup;

import io.warpctl.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {
    private static final int TRIES = 200;

    private Ports() {}

    /** The first port from {@code first} on that nobody uses. */
    public static int free(int first) {
        for (int port = first; port < first + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new CommandFailure("all ports from " + first + " to " + (first + TRIES - 1)
                + " are taken on 127.0.0.1: end what uses one of them");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
