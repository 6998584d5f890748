package io.warpctl.cli.command;

import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreOptions;
import io.warpctl.cli.CommandFailure;
import java.io.PrintWriter;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "keys", description = "Care for the keys that Secrets are encrypted with on the server's disk.")
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: rotate");
    }

    @Command(name = "rotate", description = "Encrypt all Secrets anew with a new key; the server must be stopped.")
    int rotate(@Mixin DataDirOption data) {
        // Opening would make a store where there is none.
        if (!Files.exists(data.directory().resolve("store.db"))) {
            throw new CommandFailure(
                    "there is no store in " + data.directory() + ": name the server's folder with --data-dir");
        }
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(data.directory()))) {
            store.rotateSecretsKey().join();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("all Secrets in " + data.directory() + " are encrypted with a new key; backups made before hold"
                + " the old one");
        out.flush();
        return 0;
    }
}
