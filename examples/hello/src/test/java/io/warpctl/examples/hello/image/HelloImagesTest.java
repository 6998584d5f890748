package io.warpctl.examples.hello.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.examples.hello.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloImagesTest {
    private static final String ID = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    @Test
    void importsOneImagePerVariantAndLeavesNoFiles() throws IOException {
        var work = folder.resolve("work");
        try (var daemon = new FakeDaemon(folder, FakeDaemon.answer("200 OK", "{\"status\":\"" + ID + "\"}\r\n"))) {
            var images = HelloImages.build(
                    daemon.endpoint(), work, List.of(Variant.ok("1.0.0"), new Variant("1.2.0", Mode.NEVER_HEALTHY)));

            assertThat(images).isEqualTo(Map.of("warp.local/hello:1.0.0", ID, "warp.local/hello:1.2.0", ID));
            assertThat(daemon.requests()).hasSize(3);
            assertThat(daemon.requests().get(1))
                    .startsWith("POST /images/create?fromSrc=-&repo=warp.local/hello&tag=1.2.0&changes=ENV")
                    .contains("HELLO_MODE%3Dnever-healthy");
        }
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void theRootFileSystemRunsTheService() throws IOException {
        var root = folder.resolve("root");
        new RootFileSystem(Path.of(System.getProperty("java.home")), root).pack(folder.resolve("root.tar"));

        var result = Command.run(List.of(
                "env",
                "HELLO_MODE=exits",
                root.resolve("jre/bin/java").toString(),
                "-cp",
                root.resolve("app").toString(),
                "io.warpctl.examples.hello.Main"));
        assertThat(result.output()).contains("run the migration first");
        assertThat(root.resolve("tmp")).isDirectory();
        assertThat(Command.run(List.of("tar", "tf", folder.resolve("root.tar").toString()))
                        .output())
                .contains("libc.so", "./etc/passwd", "./etc/nsswitch.conf", "ld-");
    }

    @Test
    void anErrorThatTheDaemonReportsAfterItsOkIsAnError() throws IOException {
        var body = "{\"errorDetail\":{\"message\":\"no space left on device\"},\"error\":\"no space left on device\"}";
        try (var daemon = new FakeDaemon(folder, FakeDaemon.answer("200 OK", body))) {
            assertThatThrownBy(() ->
                            HelloImages.build(daemon.endpoint(), folder.resolve("work"), List.of(Variant.ok("1.0.0"))))
                    .isInstanceOf(DockerException.class)
                    .hasMessage("cannot import warp.local/hello:1.0.0: no space left on device");
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void removingWhatIsNotThereIsFineAndWhatIsInUseIsNot() throws IOException {
        try (var daemon =
                new FakeDaemon(folder, FakeDaemon.answer("404 Not Found", "{\"message\":\"No such image\"}"))) {
            assertThatCode(() -> HelloImages.remove(daemon.endpoint(), Variant.demo()))
                    .doesNotThrowAnyException();
            assertThat(daemon.requests()).first().isEqualTo("DELETE /images/warp.local/hello:1.0.0 HTTP/1.1");
        }
        try (var daemon = new FakeDaemon(folder, FakeDaemon.answer("409 Conflict", "{\"message\":\"in use\"}"))) {
            assertThatThrownBy(() -> HelloImages.remove(daemon.endpoint(), Variant.demo()))
                    .hasMessage("cannot remove warp.local/hello:1.0.0: in use");
        }
    }

    @Test
    void imagesThatLostTheirNamesGoToo() throws IOException {
        var list = "[{\"Id\":\"" + ID + "\",\"RepoTags\":null}]";
        try (var daemon = new FakeDaemon(folder, FakeDaemon.answer("200 OK", "[]"), list)) {
            HelloImages.remove(daemon.endpoint(), List.of(Variant.ok("1.0.0")));

            assertThat(daemon.requests()).hasSize(3).last().isEqualTo("DELETE /images/" + ID + " HTTP/1.1");
            assertThat(daemon.requests().get(1)).contains("dangling", "warpctl.io%2Fdemo%3Dtrue");
        }
    }

    @Test
    void aMissingDaemonOrJlinkIsOneSentence() throws IOException {
        var nowhere = new DockerEndpoint(folder.resolve("nothing.sock"));
        assertThatThrownBy(() -> HelloImages.remove(nowhere, Variant.demo()))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("is it running");
        Files.createDirectories(folder.resolve("jre/bin"));
        assertThatThrownBy(() -> HelloImages.build(
                        nowhere, folder.resolve("jre"), folder.resolve("work"), List.of(Variant.ok("1.0.0"))))
                .hasMessageContaining("Install a JDK");
    }

    @Test
    void knowsTheDaemonFromTheEnvironment() {
        assertThat(DockerEndpoint.from(Map.of()).uri()).isEqualTo("unix:///var/run/docker.sock");
        assertThat(DockerEndpoint.from(Map.of("DOCKER_HOST", "unix:///x/y.sock"))
                        .socket())
                .isEqualTo(Path.of("/x/y.sock"));
        assertThatThrownBy(() -> DockerEndpoint.from(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375")))
                .hasMessageContaining("must be a unix socket");
    }
}
