package io.warpctl.node.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warpctl.core.report.HostReport;
import io.warpctl.node.common.AtomicFile;
import io.warpctl.node.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Keeps the latest report in a JSON file. */
public final class StatusFile implements ReportSink {
    private final Path file;

    /** A sink that replaces {@code file}; its directory must exist. */
    public StatusFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void publish(HostReport report) {
        try {
            AtomicFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: HostReport", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + file + ": " + e.getMessage(), e);
        }
    }
}
