package io.warpctl.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path temp;

    @Test
    void aLinkIsRemovedButNotFollowed() throws Exception {
        Path kept =
                Files.writeString(Files.createDirectory(temp.resolve("kept")).resolve("file"), "x");
        Path folder = Files.createDirectories(temp.resolve("made/deep")).getParent();
        Files.createSymbolicLink(folder.resolve("link"), kept.getParent());

        Folders.delete(folder);
        Folders.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(kept).exists();
    }
}
