package io.warpctl.apiserver.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replays exchanges recorded from a real Kubernetes API server: every scenario passes. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class GoldenReplayTest {

    private static final String ROOT = "/io/warpctl/apiserver/golden/";
    private static final String TOKEN = "golden-admin";

    static JsonNode resource(String name) throws IOException {
        try (InputStream in = GoldenReplayTest.class.getResourceAsStream(ROOT + name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> scenarios() throws Exception {
        Path folder = Path.of(GoldenReplayTest.class.getResource(ROOT).toURI());
        String only = System.getProperty("golden", "");
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && name.contains(only))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> replay(name)));
        }
    }

    private static void replay(String name) throws Exception {
        ApiServerOptions options = ApiServerOptions.inMemory()
                .withoutTls()
                .tokens(token -> token.equals(TOKEN)
                        ? Optional.of(User.of("recorder", List.of(User.MASTERS)))
                        : Optional.empty());
        try (ApiServer server = ApiServer.start(options)) {
            List<String> faults = new Scenario(resource(name), server, TOKEN).run();
            report(name, faults);
            assertThat(faults).as(name).isEmpty();
        }
    }

    /** What differs, for those who work on it: a file for each scenario. */
    private static void report(String name, List<String> faults) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "golden"));
        Files.writeString(folder.resolve(name.replace(".json", ".txt")), String.join("\n", faults) + "\n");
    }
}
