package io.warpctl.cli.command;

import io.warpctl.cli.demo.Demo;
import io.warpctl.cli.demo.DemoOptions;
import io.warpctl.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Show the main job on this machine: roll a service out and back under load while parts are killed.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Leave everything running at the end.")
    private boolean keep;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the report as JSON to this file.")
    private Path report;

    @Option(names = "--no-install", description = "Install nothing: print what would have to be installed.")
    private boolean noInstall;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Working directory; default: .warp of the source folder, else of the present one.")
    private Path workDir;

    @Override
    public Integer call() {
        Path base = workDir == null ? WorkFolder.usual() : workDir.toAbsolutePath();
        DemoOptions options =
                new DemoOptions(base.resolve("demo"), base.resolve("report"), Optional.ofNullable(report), keep);
        return Demo.run(options, Screen.of(spec.commandLine().getOut())) ? 0 : 1;
    }
}
