package io.warpctl.node.lb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The process of one balancer. It is found by its control socket among the arguments of all processes: no file says who it is
 * that could be lost or outdated.
 */
final class BalancerProcess {
    private static final String SOCKET_OPTION = "--socket";
    private static final long MAX_LOG = 10L * 1024 * 1024;

    private BalancerProcess() {}

    /** The process that was started for {@code socket}, if there is one. */
    static Optional<ProcessHandle> find(Path socket) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> serves(process, socket))
                .findFirst();
    }

    /**
     * Starts a process in a session of its own, so that nothing that ends the node or its terminal ends it.
     *
     * @param log where its output goes
     */
    static Process spawn(List<String> command, BalancerPaths paths, String name) throws IOException {
        rotate(paths.log());
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(command);
        line.addAll(List.of("--name", name));
        line.addAll(List.of(SOCKET_OPTION, paths.socket().toString()));
        line.addAll(List.of("--state-dir", paths.stateDirectory().toString()));
        line.addAll(List.of("--initial-table", paths.initialTable().toString()));
        return new ProcessBuilder(line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(paths.log().toFile()))
                .start();
    }

    /** The last lines a process wrote, as one line. */
    static String lastWords(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "its log " + log + " cannot be read: " + e.getMessage();
        }
    }

    private static boolean serves(ProcessHandle process, Path socket) {
        try {
            byte[] arguments = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            List<String> line = Arrays.asList(new String(arguments, StandardCharsets.UTF_8).split("\0"));
            int option = line.indexOf(SOCKET_OPTION);
            return option >= 0
                    && option + 1 < line.size()
                    && line.get(option + 1).equals(socket.toString());
        } catch (IOException e) {
            // It has ended in the meantime, or is not ours to look at.
            return false;
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
