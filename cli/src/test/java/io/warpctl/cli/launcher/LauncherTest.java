package io.warpctl.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path temp;

    private LauncherFixture launcher;

    @BeforeEach
    void setUp() throws IOException {
        launcher = new LauncherFixture(temp);
    }

    @Test
    void theNewestJavaOfAllPlacesRuns() throws Exception {
        launcher.jdk(launcher.jvms, "java-11", "11.0.2");
        launcher.jdk(launcher.jvms, "java-25", "25.0.1");
        launcher.onPath(launcher.jdk(temp, "java-21", "21.0.4").resolve("bin"));
        launcher.environment.put(
                "JAVA_HOME", launcher.jdk(temp, "java-17", "17.0.15").toString());

        assertThat(launcher.run("version").out()).startsWith("java-25 ");
    }

    @Test
    void javaHomeIsEnough() throws Exception {
        launcher.environment.put(
                "JAVA_HOME", launcher.jdk(temp, "java-17", "17.0.15").toString());

        assertThat(launcher.run("version").out()).startsWith("java-17 ");
    }

    @Test
    void pathIsEnough() throws Exception {
        launcher.onPath(launcher.jdk(temp, "java-21", "21").resolve("bin"));

        assertThat(launcher.run("version").out()).startsWith("java-21 ");
    }

    @Test
    void tooOldIsNotEnoughAndTheFixIsNamed() throws Exception {
        launcher.jdk(launcher.jvms, "java-8", "1.8.0_392");
        launcher.jdk(launcher.jvms, "java-16", "16.0.2");

        var result = launcher.run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("needs a JDK of version 17 or newer").contains("JAVA_HOME");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void theRoleChoosesTheFlags() throws Exception {
        launcher.jdk(launcher.jvms, "java-17", "17.0.15");

        assertThat(launcher.run("--verbose", "lb", "--state", "x").out())
                .contains("@" + launcher.folder.toRealPath().resolve("jvm/lb.args"))
                .endsWith("warpctl.jar --verbose lb --state x\n");
        assertThat(launcher.run("get", "node").out()).contains("/jvm/cli.args");
    }

    @Test
    void aNewJavaIsToldAboutMemoryAccess() throws Exception {
        launcher.jdk(launcher.jvms, "java-17", "17.0.15");
        assertThat(launcher.run("version").out()).doesNotContain("sun-misc-unsafe");

        launcher.jdk(launcher.jvms, "java-25", "25");
        assertThat(launcher.run("version").out()).contains("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        launcher.jdk(launcher.jvms, "java-17", "17.0.15");
        Path relative = Files.createSymbolicLink(temp.resolve("relative"), Path.of("warp/warpctl"));
        Path second = Files.createSymbolicLink(
                Files.createDirectories(temp.resolve("other")).resolve("warpctl"), relative);

        assertThat(launcher.run(second, "version").out())
                .contains("-jar " + launcher.folder.toRealPath().resolve("warpctl.jar") + " version");
    }

    @Test
    void withNoInstallTheDemoOnlySaysWhatItNeeds() throws Exception {
        launcher.programFirst("apt-get", "echo installed something");

        var result = launcher.run("demo", "--no-install");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .containsPattern("apt-get install -y --no-install-recommends openjdk-\\d+-jdk-headless");
    }

    @Test
    void withoutAptGetThePackagesAreNamed() throws Exception {
        var result = launcher.run("demo");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).containsPattern("needs openjdk-\\d+-jdk-headless.* install them yourself");
    }

    @Test
    void theDemoWithJavaAndDockerStartsAtOnce() throws Exception {
        launcher.jdk(launcher.jvms, "java-17", "17.0.15");
        launcher.environment.put("DOCKER_HOST", "tcp://127.0.0.1:1");

        assertThat(launcher.run("demo").out()).contains("/jvm/demo.args").endsWith(" demo\n");
    }

    @Test
    void anotherSystemThanLinuxIsRefused() throws Exception {
        launcher.programFirst("uname", "echo Darwin");

        var result = launcher.run("demo");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("this is Darwin");
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        launcher.programFirst("df", "echo header; echo disk 100 99 1024 99% /");

        var result = launcher.run("demo");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("only 1 MB are free").contains("1500 MB");
    }

    @Test
    void aFailedBuildSaysWhy() throws Exception {
        launcher.sources("echo '[INFO] fine so far'; echo '[ERROR] Main.java:[3,1] no such class'; exit 1");

        var result = launcher.run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("[ERROR] Main.java:[3,1] no such class")
                .contains("the build failed: the whole log is in " + launcher.folder.toRealPath());
    }

    @Test
    void aBuildThatFailsWithoutAnErrorLineShowsItsLastLines() throws Exception {
        launcher.sources("echo this and that went wrong; exit 1");

        assertThat(launcher.run("version").err()).contains("this and that went wrong");
    }

    @Test
    void anUnknownCertificateIsNamedWithTheFix() throws Exception {
        launcher.sources("echo 'Caused by: X: PKIX path building failed: Y'; echo '	at somewhere'; exit 1");

        assertThat(launcher.run("version").err())
                .contains("Caused by: X: PKIX path building failed")
                .contains("update-ca-certificates")
                .doesNotContain("at somewhere");
    }

    @Test
    void anUnreachableServerIsNamedWithTheFix() throws Exception {
        launcher.sources("echo '[ERROR] Could not transfer x: Unknown host repo.example.com'; exit 1");

        assertThat(launcher.run("version").err()).contains("cannot be reached").contains("settings.xml");
    }
}
