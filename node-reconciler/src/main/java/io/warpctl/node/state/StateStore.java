package io.warpctl.node.state;

import io.warpctl.core.converge.HostMemory;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.node.common.Failpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The state directory of one node: its memory, the plan it accepted last and the one before. Held by one process at a time.
 * Every method throws {@link StateException} when the directory cannot be used.
 */
public final class StateStore implements AutoCloseable {
    private final Path directory;
    private final FileChannel lock;
    private final SavedFile<HostPlan> plan;
    private final SavedFile<HostMemory> memory;

    private StateStore(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
        this.plan = new SavedFile<>(directory, "plan", HostPlan.class);
        this.memory = new SavedFile<>(directory, "memory", HostMemory.class);
    }

    /** Opens the directory, making it when it does not exist. */
    public static StateStore open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw StateException.of("make the state directory", directory, e);
        }
        return new StateStore(directory, lock(directory));
    }

    /** The directory itself. */
    public Path directory() {
        return directory;
    }

    /** The plan accepted last; the one before when that is damaged. */
    public Loaded<HostPlan> loadPlan() {
        return plan.load();
    }

    /** What earlier rounds remembered; what they remembered a write earlier when that is damaged. */
    public Loaded<HostMemory> loadMemory() {
        return memory.load();
    }

    /** Makes {@code accepted} the plan accepted last; on disk when this returns. */
    public void save(HostPlan accepted) {
        plan.save(accepted);
        Failpoint.hit("plan-persisted");
    }

    /** Replaces the memory; on disk when this returns. */
    public void save(HostMemory remembered) {
        memory.save(remembered);
        Failpoint.hit("memory-persisted");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw StateException.of("unlock", directory, e);
        }
    }

    private static FileChannel lock(Path directory) {
        Path file = directory.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!acquired(channel)) {
                channel.close();
                throw StateException.inUse(directory, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException e) {
            throw StateException.of("write", file, e);
        }
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            FileLock acquired = channel.tryLock();
            return acquired != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
