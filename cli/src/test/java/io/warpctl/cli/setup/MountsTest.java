package io.warpctl.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
    @TempDir
    private Path temporary;

    @AfterEach
    void leaveNothingMounted() {
        Mounts.detachBelow(temporary);
    }

    @Test
    void whatIsMountedInsideAMountGoesFirst() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
        Path outer = Files.createDirectory(temporary.resolve("with space"));
        mount(outer);
        Path inner = Files.createDirectory(outer.resolve("inner"));
        mount(inner);
        assertThat(Mounts.below(temporary)).containsExactly(inner, outer);

        Mounts.detachBelow(temporary);
        assertThat(Mounts.below(temporary)).isEmpty();
        assertThat(inner).doesNotExist();
    }

    private static void mount(Path target) throws Exception {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "tmpfs", target.toString())
                .inheritIO()
                .start();
        assertThat(mount.waitFor()).isZero();
    }
}
