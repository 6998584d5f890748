package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of writing loses nothing it has acknowledged. */
class StoreCrashTest {

    private static final int KILLS = 3;
    private static final int LINES = 400;

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedWriteIsThereAfterAKill() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        long newest = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProcess.class.getName(),
                            directory.toString(),
                            "run" + kill))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader()) {
                read(lines, LINES * (kill + 1), acknowledged);
                // Through its handle: what it has printed can still be read then.
                process.toHandle().destroyForcibly();
                readRest(lines, acknowledged);
            }
            process.waitFor();
            newest = check(acknowledged, newest);
        }
    }

    private static void read(BufferedReader lines, int count, Map<String, Long> into) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = lines.readLine();
            assertThat(line).as("the writer ended by itself").isNotNull();
            remember(line, into);
        }
    }

    private static void readRest(BufferedReader lines, Map<String, Long> into) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            rest.append((char) c);
        }
        String whole = rest.substring(0, rest.lastIndexOf("\n") + 1);
        whole.lines().forEach(line -> remember(line, into));
    }

    private static void remember(String line, Map<String, Long> into) {
        String[] parts = line.split(" ");
        into.put(parts[0], Long.parseLong(parts[1]));
    }

    private long check(Map<String, Long> acknowledged, long before) {
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
            acknowledged.forEach((name, version) -> {
                StoredObject object =
                        store.get(new StoreKey("things", "n", name)).orElseThrow();
                assertThat(object.version()).isEqualTo(version);
                assertThat(Json.read(object.body())
                                .path("metadata")
                                .path("resourceVersion")
                                .asLong())
                        .isEqualTo(version);
            });
            long highest = acknowledged.values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            assertThat(store.version()).isGreaterThanOrEqualTo(Math.max(highest, before));
            return store.version();
        }
    }
}
