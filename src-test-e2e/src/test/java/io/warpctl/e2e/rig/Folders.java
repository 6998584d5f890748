package io.warpctl.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of a scenario. */
public final class Folders {
    private Folders() {}

    /** A fresh one with a short path: control sockets need that, and a build folder need not have one. */
    public static Path temporary(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** Deletes a folder and all in it; one that is not there is fine. */
    public static void delete(Path folder) {
        io.warpctl.cli.setup.Folders.delete(folder);
    }
}
