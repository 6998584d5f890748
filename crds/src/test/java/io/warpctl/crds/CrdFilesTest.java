package io.warpctl.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdFilesTest {
    private static final Path DIRECTORY = Path.of("../charts/warp/crds");
    private static final String REGENERATE =
            "./mvnw -pl crds -am test -Dtest=CrdFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dwarp.crds.write=true";

    @Test
    void theCommittedFilesAreWhatTheTypesSay() throws IOException {
        Map<String, String> generated = CrdFiles.generate();
        if (Boolean.getBoolean("warp.crds.write")) {
            write(generated);
        }
        assertThat(committed())
                .as("out of date; regenerate with: " + REGENERATE)
                .isEqualTo(generated);
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(DIRECTORY)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
        }
    }
}
