package io.warpctl.cli.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the demo makes and removes. */
public final class Folders {
    private Folders() {}

    /** Removes a folder with all it contains, never following a link; does nothing when there is none. */
    public static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deleter());
        } catch (NoSuchFileException e) {
            // Nothing to remove.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Removes a folder if all it contains is empty folders; else, or when there is none, it stays as it is. */
    static void deleteIfEmpty(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            if (innermostFirst.stream().allMatch(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
                for (Path empty : innermostFirst) {
                    Files.delete(empty);
                }
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Somebody else uses it, or removed it.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
