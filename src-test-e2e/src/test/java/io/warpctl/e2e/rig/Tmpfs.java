package io.warpctl.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, which can be filled up or made read-only. */
public final class Tmpfs implements AutoCloseable {
    private final Path folder;
    private boolean mounted = true;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one; only root may.
     *
     * @param kilobytes its size
     */
    public static Tmpfs mount(int kilobytes) {
        if (!Commands.root()) {
            throw new IllegalStateException(
                    "only root may mount a small file system: run the end-to-end tests with sudo");
        }
        Tmpfs tmpfs = new Tmpfs(Folders.temporary("warp-tmpfs"));
        Commands.run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "warp-e2e", tmpfs.folder.toString());
        AtExit.close(tmpfs);
        return tmpfs;
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    /** From now on nothing can be written to it. */
    public void makeReadOnly() {
        Commands.run("mount", "-o", "remount,ro", folder.toString());
    }

    /** Leaves no byte free. */
    public void fill() {
        try {
            Path filler = folder.resolve("filler");
            long free = folder.toFile().getUsableSpace();
            Files.write(filler, new byte[Math.toIntExact(free)]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill " + folder, e);
        }
    }

    /** Undoes {@link #fill}. */
    public void free() {
        try {
            Files.delete(folder.resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot free " + folder, e);
        }
    }

    @Override
    public void close() {
        if (mounted) {
            mounted = false;
            Commands.run("umount", folder.toString());
            Folders.delete(folder);
        }
    }
}
