package io.warpctl.e2e.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An environment variable by which processes are known to be of one run of the tests, however far they are from it:
 * children inherit it, and sessions and parents do not matter.
 */
public record Marker(String name, String value) {
    private static final Marker THIS_RUN =
            new Marker("WARP_E2E", ProcessHandle.current().pid() + "-" + System.nanoTime());

    /** The marker that every process started by the rig carries. */
    public static Marker thisRun() {
        return THIS_RUN;
    }

    /** The living processes that carry the marker. */
    public List<ProcessHandle> processes() {
        var entry = name + "=" + value;
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains(entry))
                .toList();
    }

    /** Ends all of them by their IDs, at once, and waits until they are gone. */
    public void killAll() {
        for (var found = processes(); !found.isEmpty(); found = processes()) {
            found.forEach(process -> kill(process, Duration.ofSeconds(10)));
        }
    }

    static void kill(ProcessHandle process, Duration patience) {
        process.destroyForcibly();
        if (!gone(process, patience)) {
            throw new IllegalStateException("process " + process.pid() + " survives SIGKILL: " + describe(process));
        }
    }

    static boolean gone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for process " + process.pid(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
    }

    /** ID and command line. */
    public static String describe(ProcessHandle process) {
        return process.pid() + " "
                + read(process, "cmdline").orElse("(ended)").replace('\0', ' ').strip();
    }

    private static List<String> environment(ProcessHandle process) {
        return read(process, "environ").map(text -> List.of(text.split("\0"))).orElse(List.of());
    }

    private static Optional<String> read(ProcessHandle process, String file) {
        try {
            var path = Path.of("/proc", Long.toString(process.pid()), file);
            return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended meanwhile, or belongs to another user: then it is none of ours.
            return Optional.empty();
        }
    }
}
