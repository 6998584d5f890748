package io.warpctl.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server's data a command is about. */
final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/warp/server",
            description = "The server's folder; default: ${DEFAULT-VALUE}.")
    private Path directory;

    Path directory() {
        return directory;
    }
}
