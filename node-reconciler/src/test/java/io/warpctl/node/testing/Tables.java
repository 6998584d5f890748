package io.warpctl.node.testing;

import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Route tables for tests. */
public final class Tables {
    private Tables() {}

    /** A table without services that opens one port on loopback. */
    public static RouteTable listening(long generation, long sequence, int port) {
        return new RouteTable(
                new TableNumber(generation, sequence),
                bootId(),
                "token",
                List.of(new Listener("http", "127.0.0.1", port)),
                List.of());
    }

    /** A port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
