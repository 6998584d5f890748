package io.warpctl.cli.demo;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the demo was asked for.
 *
 * @param folder its working directory; removed at the end but for the report
 * @param reportFolder where the report's picture and text are kept
 * @param report where to write the report as JSON, if anywhere
 * @param keep whether to leave everything running at the end
 */
public record DemoOptions(Path folder, Path reportFolder, Optional<Path> report, boolean keep) {
    public DemoOptions {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(reportFolder, "reportFolder");
        Objects.requireNonNull(report, "report");
    }
}
