package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a program ended that a person would type.
 *
 * @param command what was run, for messages
 * @param exitCode its exit code
 * @param out what it wrote to its standard output
 * @param err what it wrote to its standard error
 */
public record Outcome(List<String> command, int exitCode, String out, String err) {
    /**
     * Runs a program to its end, with nothing to read.
     *
     * @param environment set beside the present one
     * @throws AssertionError if it does not end within the limit; it is ended then
     */
    static Outcome of(List<String> line, Map<String, String> environment, Duration limit) {
        try {
            Path out = Files.createTempFile("warp-e2e", ".out");
            Path err = Files.createTempFile("warp-e2e", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(line)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    Marker.kill(process.toHandle(), Duration.ofSeconds(10));
                    throw new AssertionError(String.join(" ", line) + " did not end within " + limit.toSeconds()
                            + " s; it said: " + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(line, process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + line.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + line.get(0) + " was running", e);
        }
    }

    /** What it wrote to its standard output; fails with all it wrote if its exit code is not 0. */
    public String good() {
        assertThat(exitCode).as(toString()).isZero();
        return out;
    }

    @Override
    public String toString() {
        return "%s%nexit code %d%n%s%s".formatted(String.join(" ", command), exitCode, out, err);
    }
}
