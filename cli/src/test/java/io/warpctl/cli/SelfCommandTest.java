package io.warpctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCommandTest {
    private static final Path JAVA = Path.of("/jdk/bin/java");

    @TempDir
    Path temp;

    @Test
    void thePackagedJarRunsWithTheFlagsOfTheRole() throws Exception {
        Path jar = temp.resolve("warpctl.jar");
        Files.createFile(temp.resolve("warpctl-" + System.getProperty("java.version") + ".jsa"));
        Path archive = Files.createFile(temp.resolve("warpctl-lb-" + System.getProperty("java.version") + ".jsa"));

        List<String> line = new SelfCommand(JAVA, jar.toString(), true).line(Role.LB, "--name", "x");

        assertThat(line)
                .startsWith("/jdk/bin/java", "@" + temp.resolve("jvm/lb.args"))
                .contains("-XX:SharedArchiveFile=" + archive)
                .endsWith("-jar", jar.toString(), "lb", "--name", "x");
    }

    @Test
    void classesInFoldersRunByClassPath() {
        assertThat(new SelfCommand(JAVA, "/a:/b", false).line(Role.NODE))
                .containsSubsequence("-cp", "/a:/b", "io.warpctl.cli.Main", "node")
                .noneMatch(word -> word.startsWith("@"));
    }

    @Test
    void aDetachedProcessHasASessionOfItsOwn() {
        SelfCommand self = new SelfCommand(JAVA, "/a", false);

        assertThat(self.detached(Role.SERVER).get(0)).isEqualTo("setsid");
        assertThat(self.detached(Role.SERVER)
                        .subList(1, self.detached(Role.SERVER).size()))
                .isEqualTo(self.line(Role.SERVER));
    }

    @Test
    void everyRoleHasItsFlags() {
        for (Role role : Role.values()) {
            assertThat(Path.of("src/main/jvm", role.command() + ".args")).exists();
        }
    }

    @Test
    void theFirstWordDecidesTheRole() {
        assertThat(Role.of("--verbose", "server", "--no-node")).isEqualTo(Role.SERVER);
        assertThat(Role.of("get", "node")).isEqualTo(Role.CLI);
        assertThat(Role.of()).isEqualTo(Role.CLI);
    }
}
