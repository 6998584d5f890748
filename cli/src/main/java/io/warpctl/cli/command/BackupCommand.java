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

@Command(
        name = "backup",
        description = "Write everything the server keeps, with its keys, to one file; the server may run meanwhile.")
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that is not there yet; keep it as safe as the Secrets.")
    private Path file;

    @Mixin
    private DataDirOption data;

    @Override
    public Integer call() {
        Backups.create(data.directory(), file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(data.directory() + " is backed up to " + file);
        out.flush();
        return 0;
    }
}
