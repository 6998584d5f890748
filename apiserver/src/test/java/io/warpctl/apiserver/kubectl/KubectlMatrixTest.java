package io.warpctl.apiserver.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.kubectl.Kubectl.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands of a long session with the real kubectl end as they do with a real API server. */
@Execution(ExecutionMode.CONCURRENT)
class KubectlMatrixTest {

    private static final String RESOURCES = "/io/warpctl/apiserver/";

    @TempDir
    Path directory;

    private static String resource(String name) throws IOException {
        try (InputStream in = KubectlMatrixTest.class.getResourceAsStream(RESOURCES + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String widget(String metadata, String spec) {
        return "{\"apiVersion\":\"demo.example.com/v1\",\"kind\":\"Widget\",\"metadata\":{" + metadata
                + ",\"namespace\":\"t\"},\"spec\":{" + spec + "}}";
    }

    private void files(Kubectl kubectl) throws IOException {
        kubectl.file("crd.json", resource("golden/fixtures/widgets-crd.json"));
        kubectl.file("a.json", widget("\"name\":\"a\"", "\"title\":\"one\""));
        kubectl.file("a2.json", widget("\"name\":\"a\"", "\"title\":\"one\",\"color\":\"red\""));
        kubectl.file("a3.json", widget("\"name\":\"a\"", "\"title\":\"one\",\"color\":\"blue\",\"replicas\":2"));
        kubectl.file("b.json", widget("\"name\":\"b\"", "\"title\":\"one\""));
        kubectl.file("bad.json", widget("\"name\":\"x\"", "\"title\":\"one\",\"bogus\":1"));
        kubectl.file("inv.json", widget("\"name\":\"x\"", "\"title\":\"one\",\"size\":\"huge\",\"replicas\":99"));
        kubectl.file("gen.json", widget("\"generateName\":\"gen-\"", "\"title\":\"one\""));
        kubectl.file(
                "cm.json",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"cm1\",\"namespace\":\"t\"},"
                        + "\"data\":{\"k\":\"v\"}}");
        Files.createDirectories(directory.resolve("kdir"));
        kubectl.file("kdir/k1.json", widget("\"name\":\"k1\"", "\"title\":\"one\""));
        kubectl.file("kdir/k2.json", widget("\"name\":\"k2\"", "\"title\":\"one\""));
        kubectl.file("kdir/kustomization.yaml", "resources: [k1.json, k2.json]\n");
    }

    @Test
    void everyCommandEndsAsWithARealServer() throws Exception {
        List<String> faults = new ArrayList<>();
        try (ApiServer server = ApiServer.start(ApiServerOptions.inMemory())) {
            Kubectl kubectl = new Kubectl(directory, server.kubeconfig());
            files(kubectl);
            for (String line : resource("kubectl-matrix.txt").lines().toList()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split(" \\| ", 2);
                String[] words = parts[0].split(" ");
                List<String> arguments = new ArrayList<>();
                for (int i = 1; i < words.length; i++) {
                    arguments.add(words[i].replace('␣', ' '));
                }
                Output output = kubectl.run(arguments.toArray(String[]::new));
                boolean said = parts.length == 1 || output.err().contains(parts[1]);
                if (output.exit() != Integer.parseInt(words[0]) || !said) {
                    faults.add(line + "\n   exit " + output.exit() + "\n   " + output.err() + output.out());
                }
            }
        }
        assertThat(faults).isEmpty();
    }
}
