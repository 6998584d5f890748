package io.warpctl.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
        name = "warpctl",
        description = "Runs services in containers on plain Docker hosts, the Kubernetes way.",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            DeployCommand.class,
            RolloutCommand.class,
            GetCommand.class,
            LogsCommand.class,
            ServerCommand.class,
            OperatorCommand.class,
            NodeCommand.class,
            LbCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            KeysCommand.class,
            VersionCommand.class,
            TrainCommand.class
        })
public final class Warpctl implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where a failure came from.")
    private boolean verbose;

    /** A parser and runner of all commands, with Warp's exit codes: 0 done, 1 failed, 2 wrong usage. */
    public static CommandLine commandLine() {
        Warpctl root = new Warpctl();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Failures.print(failure, command.getErr(), root.verbose);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
