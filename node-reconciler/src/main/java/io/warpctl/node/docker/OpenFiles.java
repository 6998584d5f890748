package io.warpctl.node.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files a container may have open. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
    private static final long WANTED = 1_048_576;
    private static final String FIELD = "Max open files";

    private OpenFiles() {}

    /** As many as wanted, or as this process may have: where that is less, Docker may not allow more either. */
    static long limit() {
        return limit(Path.of("/proc/self/limits"));
    }

    static long limit(Path limits) {
        try {
            return Files.readAllLines(limits).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .map(line -> line.substring(FIELD.length()).strip().split("\\s+")[1])
                    .filter(hard -> hard.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .map(hard -> Math.min(hard, WANTED))
                    .findFirst()
                    .orElse(WANTED);
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", limits, e.getMessage());
            return WANTED;
        }
    }
}
