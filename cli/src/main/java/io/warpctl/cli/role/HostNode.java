package io.warpctl.cli.role;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.Role;
import io.warpctl.cli.SelfCommand;
import io.warpctl.cli.setup.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The node of this host, as a process and session of its own: it outlives the server that started it. */
public final class HostNode {
    private HostNode() {}

    /**
     * Starts it, unless one runs with that state directory.
     *
     * @param log where its output goes
     * @return its process ID
     */
    public static long ensure(String name, Path kubeconfig, Path stateDir, Path log) {
        String state = " --state-dir " + stateDir.toAbsolutePath() + " ";
        return Processes.matching(line -> line.contains(" node ") && line.contains(state)).stream()
                .findFirst()
                .map(ProcessHandle::pid)
                .orElseGet(() -> start(name, kubeconfig, stateDir, log));
    }

    private static long start(String name, Path kubeconfig, Path stateDir, Path log) {
        try {
            Files.createDirectories(stateDir);
            return new ProcessBuilder(SelfCommand.current()
                            .detached(
                                    Role.NODE,
                                    "--name",
                                    name,
                                    "--state-dir",
                                    stateDir.toAbsolutePath().toString(),
                                    "--kubeconfig",
                                    kubeconfig.toAbsolutePath().toString()))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .pid();
        } catch (IOException e) {
            throw new CommandFailure("cannot start the node of this host: " + e.getMessage(), e);
        }
    }
}
