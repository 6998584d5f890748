package io.warpctl.apiserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's {@code kubernetes} client against a server over TLS; what it does is in {@code python_client.py} beside this. */
class PythonClientTest {

    /** The system's, which has its packages; another one may come first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String CRD = "/io/warpctl/apiserver/golden/fixtures/widgets-crd.json";
    private static final int LEAST_TESTS = 20;
    private static final int PATIENCE_SECONDS = 600;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsTheClient(@TempDir Path folder) throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && run(folder, PYTHON, "-c", "import kubernetes").exit() == 0;
        assumeTrue(there, "Python's client is missing: apt-get install python3-kubernetes");
    }

    private record Output(int exit, String text) {}

    private static Output run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("KUBECONFIG", directory.resolve("kubeconfig").toString());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("it ends: %s", text).isTrue();
        return new Output(process.exitValue(), text);
    }

    @Test
    void aPythonProgramFindsWhatItExpects() throws Exception {
        Path script = directory.resolve("python_client.py");
        try (InputStream source = PythonClientTest.class.getResourceAsStream("python_client.py")) {
            Files.copy(source, script);
        }
        try (ApiServer server = ApiServer.start(ApiServerOptions.inMemory());
                KubernetesClient admin = new KubernetesClientBuilder()
                        .withConfig(Clients.config(server))
                        .build()) {
            admin.load(PythonClientTest.class.getResourceAsStream(CRD)).create();
            server.compact().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Files.writeString(directory.resolve("kubeconfig"), server.kubeconfig());

            Output output = run(directory, PYTHON, script.toString(), "-v");

            assertThat(output.exit()).as(output.text()).isZero();
            Matcher count = Pattern.compile("Ran (\\d+) tests").matcher(output.text());
            assertThat(count.find()).as(output.text()).isTrue();
            assertThat(Integer.parseInt(count.group(1))).as(output.text()).isGreaterThanOrEqualTo(LEAST_TESTS);
            assertThat(output.text()).doesNotContain("skipped");
        }
    }
}
