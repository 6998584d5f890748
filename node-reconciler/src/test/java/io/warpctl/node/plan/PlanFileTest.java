package io.warpctl.node.plan;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    @TempDir
    Path directory;

    private final AtomicInteger changes = new AtomicInteger();
    private PlanFile source;

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void followsTheFileAsItChanges() throws IOException {
        Path file = write("clusterUid: one");
        start(file);
        assertThat(clusterUid()).isEqualTo("one");
        write("clusterUid: two");
        await().until(() -> clusterUid().equals("two"));
        Path other = Files.writeString(directory.resolve("other"), "clusterUid: three");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        await().until(() -> clusterUid().equals("three"));
        assertThat(changes.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void keepsTheLastGoodPlanAndSaysWhatIsWrong() throws IOException {
        Path file = write("clusterUid: one");
        start(file);
        write("clusterUid: [");
        await().until(() -> !source.latest().conditions().isEmpty());
        assertThat(clusterUid()).isEqualTo("one");
        assertThat(source.latest().conditions().get(0).message())
                .contains("plan.yaml")
                .contains("neither YAML nor JSON");
        Files.delete(file);
        await().until(() -> source.latest().conditions().get(0).message().contains("does not exist"));
        write("clusterUid: two");
        await().until(() -> clusterUid().equals("two"));
        assertThat(source.latest().conditions()).isEmpty();
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws IOException {
        start(directory.resolve("plan.yaml"));
        assertThat(source.latest().offer()).isEmpty();
        assertThat(source.latest().conditions()).hasSize(1);
        write("clusterUid: one");
        await().until(() -> source.latest().offer().isPresent());
    }

    private void start(Path file) {
        source = new PlanFile(file);
        source.start(changes::incrementAndGet);
    }

    private String clusterUid() {
        return source.latest().offer().orElseThrow().plan().clusterUid();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("plan.yaml"), text);
    }
}
