package io.warpctl.cli.command;

import java.nio.file.Path;
import java.util.Optional;

/** Where commands put what they make. */
final class WorkFolder {
    private WorkFolder() {}

    /** {@code .warp} in the folder the launcher says, else in the present one. */
    static Path usual() {
        return Optional.ofNullable(System.getenv("WARPCTL_ROOT"))
                .filter(root -> !root.isBlank())
                .map(Path::of)
                .orElse(Path.of(""))
                .toAbsolutePath()
                .resolve(".warp");
    }
}
