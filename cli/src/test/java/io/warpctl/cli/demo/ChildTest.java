package io.warpctl.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warpctl.cli.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path temp;

    @Test
    void aCrashedChildCanBeStartedAgain() {
        Child child = child("sleep", "60");
        child.start();
        long first = child.pid();
        child.crash();
        assertThat(alive(first)).isFalse();

        child.start();
        long second = child.pid();

        assertThat(second).isNotEqualTo(first);
        child.stop();
        assertThat(alive(second)).isFalse();
    }

    @Test
    void aStoppedChildStaysStopped() {
        Child child = child("sleep", "60");
        child.start();
        child.stop();

        assertThatThrownBy(child::start).isInstanceOf(CommandFailure.class).hasMessageContaining("is ending");
    }

    @Test
    void aChildThatEndedByItselfIsReportedWithItsLastWords() {
        Child child = child("sh", "-c", "echo first; echo no such port");
        child.start();

        await().untilAsserted(() -> assertThatThrownBy(child::requireAlive)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the child ended: no such port")
                .hasMessageContaining("child.log"));
    }

    private Child child(String... command) {
        return new Child("the child", List.of(command), Map.of(), temp.resolve("child.log"));
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
