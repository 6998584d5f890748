package io.warpctl.apiserver.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays exchanges recorded from a real Kubernetes API server. Scenarios named in {@code passing.txt} must pass; the others are
 * run, too, and skipped with what differs.
 */
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
        Set<String> passing;
        try (InputStream in = GoldenReplayTest.class.getResourceAsStream(ROOT + "passing.txt")) {
            passing = new HashSet<>(List.of(new String(in.readAllBytes()).split("\\s+")));
        }
        String only = System.getProperty("golden", "");
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && name.contains(only))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> replay(name, passing.contains(name))));
        }
    }

    private static void replay(String name, boolean mustPass) throws Exception {
        ApiServerOptions options = ApiServerOptions.inMemory()
                .withoutTls()
                .tokens(token -> token.equals(TOKEN)
                        ? Optional.of(User.of("recorder", List.of(User.MASTERS)))
                        : Optional.empty());
        try (ApiServer server = ApiServer.start(options)) {
            List<String> faults = new Scenario(resource(name), server, TOKEN).run();
            report(name, faults);
            if (mustPass) {
                assertThat(faults).as(name).isEmpty();
            } else if (!faults.isEmpty()) {
                abort(name + " differs in " + faults.size() + " places:\n" + String.join("\n", faults));
            }
        } catch (Exception e) {
            report(name, List.of("stops: " + e));
            if (mustPass) {
                throw e;
            }
            abort(name + " stops: " + e);
        }
    }

    /** What differs, for those who work on it: skipped tests leave no trace in surefire's reports. */
    private static void report(String name, List<String> faults) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "golden"));
        Files.writeString(folder.resolve(name.replace(".json", ".txt")), String.join("\n", faults) + "\n");
    }
}
