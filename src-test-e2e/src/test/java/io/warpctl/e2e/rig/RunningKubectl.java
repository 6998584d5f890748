package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** A kubectl that goes on until it is ended, such as a watch. */
public final class RunningKubectl implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private RunningKubectl(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunningKubectl start(List<String> line) {
        try {
            Path output = Files.createTempFile("warp-e2e", ".watch");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put(Marker.thisRun().name(), Marker.thisRun().value());
            AtExit.killProcesses();
            return new RunningKubectl(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + line.get(0), e);
        }
    }

    /**
     * Waits for a line in which the pattern is found.
     *
     * @throws AssertionError with what it wrote instead, if that takes too long
     */
    public void awaitLine(String pattern) {
        Pattern regex = Pattern.compile(pattern);
        try {
            await().atMost(PATIENCE).until(() -> regex.matcher(read()).find());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("kubectl does not say \"" + pattern + "\"; it said: " + read(), e);
        }
    }

    private String read() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output, e);
        }
    }

    @Override
    public void close() {
        Marker.kill(process.toHandle(), Duration.ofSeconds(10));
        try {
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + output, e);
        }
    }
}
