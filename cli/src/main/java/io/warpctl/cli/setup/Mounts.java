package io.warpctl.cli.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is mounted below a folder. */
public final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mounts");

    private Mounts() {}

    /**
     * Unmounts all of it, innermost first; what is still in use goes when it no longer is.
     *
     * @throws UncheckedIOException if something stays mounted
     */
    public static void detachBelow(Path folder) {
        for (Path mounted : below(folder)) {
            try {
                Process umount = new ProcessBuilder("umount", "--lazy", mounted.toString())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(umount.getInputStream().readAllBytes());
                if (umount.waitFor() != 0 && below(folder).contains(mounted)) {
                    throw new IOException("cannot unmount " + mounted + ": " + said.strip());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while unmounting " + mounted, e);
            }
        }
    }

    /** The mount points below a folder, the innermost first. */
    static List<Path> below(Path folder) {
        try (Stream<String> mounts = Files.lines(TABLE)) {
            return mounts.map(line -> Path.of(line.split(" ")[1].replace("\\040", " ")))
                    .filter(target -> target.startsWith(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }
}
