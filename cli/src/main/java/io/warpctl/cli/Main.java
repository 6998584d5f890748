package io.warpctl.cli;

import io.warpctl.cli.command.Warpctl;

/** Entry point of every process of Warp: the first argument says which command, or which role, it is. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        Role.of(arguments).configureLogging();
        System.exit(Warpctl.commandLine().execute(arguments));
    }
}
