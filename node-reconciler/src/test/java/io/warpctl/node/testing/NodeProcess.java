package io.warpctl.node.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@link NodeProgram} as a process. */
public final class NodeProcess {
    private NodeProcess() {}

    /** @param failpoint where it halts; empty for nowhere */
    public static Process start(String host, Path state, Path plan, String failpoint) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!failpoint.isEmpty()) {
            command.add("-Dwarp.failpoint=" + failpoint);
        }
        command.addAll(List.of(
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProgram.class.getName(),
                host,
                state.toString(),
                plan.toString()));
        File log = state.resolveSibling("node.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }
}
