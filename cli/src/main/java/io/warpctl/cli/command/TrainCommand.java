package io.warpctl.cli.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Loads the classes that commands need, so that the launcher can archive them. */
@Command(name = "train", hidden = true, description = "Load classes for the archive that makes starting faster.")
final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        LoggerFactory.getLogger(TrainCommand.class).debug("training");
        CommandLine commands = Warpctl.commandLine();
        commands.usage(new PrintWriter(Writer.nullWriter()));
        for (CommandLine command : commands.getSubcommands().values()) {
            command.usage(new PrintWriter(Writer.nullWriter()));
        }
        return 0;
    }
}
