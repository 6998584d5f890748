package io.warpctl.cli.command;

import io.warpctl.apiserver.store.Backups;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restore", description = "Make a server's folder out of a backup; it must be empty or absent.")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What warpctl backup wrote.")
    private Path file;

    @Mixin
    private DataDirOption data;

    @Override
    public Integer call() {
        Backups.restore(file, data.directory());
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + " is restored to " + data.directory() + ": start warpctl server with that --data-dir");
        out.flush();
        return 0;
    }
}
