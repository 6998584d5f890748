package io.warpctl.node.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out whether a port that refuses connections is open inside the container, for its loopback address only. */
final class LoopbackHint {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK_4 = "0100007F";
    private static final String LOOPBACK_4_OF_A_6_SOCKET = "0000000000000000FFFF00000100007F";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";

    private LoopbackHint() {}

    /** A sentence with the fix, when the process' network namespace has the port open on loopback alone. */
    static Optional<String> of(Path proc, long pid, int port) {
        Path net = proc.resolve(Long.toString(pid)).resolve("net");
        String shown = "127.0.0.1:" + port;
        return find(net.resolve("tcp"), LOOPBACK_4, port, shown, "0.0.0.0")
                .or(() -> find(net.resolve("tcp6"), LOOPBACK_4_OF_A_6_SOCKET, port, shown, "0.0.0.0"))
                .or(() -> find(net.resolve("tcp6"), LOOPBACK_6, port, "[::1]:" + port, "::"));
    }

    private static Optional<String> find(Path table, String loopback, int port, String shown, String fix) {
        String wanted = loopback + ":" + String.format("%04X", port);
        return lines(table).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[1].equals(wanted) && fields[3].equals(LISTENING))
                .findFirst()
                .map(fields -> "listens on " + shown + " only: make it listen on " + fix);
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            // The process has ended, or is not ours to look into: then there is no hint.
            return List.of();
        }
    }
}
