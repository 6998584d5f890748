package io.warpctl.cli.demo;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.report.JsonReport;
import io.warpctl.cli.report.ShareSvg;
import io.warpctl.cli.report.StoryReport;
import io.warpctl.cli.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the report where it was asked for. */
final class ReportFiles {
    private ReportFiles() {}

    /** Writes text, picture and JSON; returns the files. */
    static List<Path> write(StoryReport report, DemoOptions options) {
        List<Path> written = new ArrayList<>();
        Path folder = options.reportFolder();
        written.add(write(folder.resolve("report.txt"), String.join("\n", TextReport.render(report)) + "\n"));
        written.add(write(folder.resolve("versions.svg"), ShareSvg.render(report.timeline(), report.phases())));
        written.add(write(folder.resolve("report.json"), JsonReport.render(report)));
        options.report().ifPresent(file -> written.add(write(file, JsonReport.render(report))));
        return written;
    }

    private static Path write(Path file, String content) {
        try {
            Path absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            return Files.writeString(absolute, content);
        } catch (IOException e) {
            throw new CommandFailure("cannot write the report " + file + ": " + e.getMessage(), e);
        }
    }
}
