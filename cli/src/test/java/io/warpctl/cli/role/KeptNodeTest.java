package io.warpctl.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNodeTest {
    @TempDir
    private Path folder;

    private final List<String> happened = new ArrayList<>();
    private boolean refusing;

    @Test
    void startsAnewWithWhatTheKubeconfigSaysNow() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("config"), "one");
        try (KeptNode node = KeptNode.start(kubeconfig, () -> started(kubeconfig))) {
            node.look();
            assertThat(happened).containsExactly("start one");

            Files.writeString(kubeconfig, "two");
            node.look();
            node.look();
            assertThat(happened).containsExactly("start one", "close one", "start two");
        }
        assertThat(happened).endsWith("close two");
    }

    @Test
    void goesOnWithoutItsKubeconfig() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("config"), "one");
        try (KeptNode node = KeptNode.start(kubeconfig, () -> started(kubeconfig))) {
            Files.delete(kubeconfig);
            node.look();
            Files.writeString(kubeconfig, "");
            node.look();
            assertThat(happened).containsExactly("start one");
        }
    }

    @Test
    void triesAgainUntilItStarts() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("config"), "one");
        try (KeptNode node = KeptNode.start(kubeconfig, () -> started(kubeconfig))) {
            Files.writeString(kubeconfig, "two");
            refusing = true;
            node.look();
            node.look();
            assertThat(happened).containsExactly("start one", "close one");

            refusing = false;
            node.look();
            assertThat(happened).containsExactly("start one", "close one", "start two");
        }
    }

    @Test
    void saysWhatToDoWithoutAnyKubeconfig() {
        assertThatThrownBy(() -> KeptNode.start(folder.resolve("none"), () -> () -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--kubeconfig");
    }

    private AutoCloseable started(Path kubeconfig) {
        if (refusing) {
            throw new IllegalStateException("not yet");
        }
        try {
            String text = Files.readString(kubeconfig);
            happened.add("start " + text);
            return () -> happened.add("close " + text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
