package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.crds.service.BlockSpec;
import io.warpctl.operator.harness.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests people start with. */
class ExamplesTest {
    private static final Path HELLO = Path.of("../examples/hello/manifests");

    @Test
    void helloRunsAsItsManifestsSay() throws IOException {
        try (Cluster cluster = Cluster.start()) {
            cluster.node("a", Map.of()).image("warp.local/hello:1.0.0", "sha256:10");
            for (Path manifest : manifests()) {
                cluster.people().resource(Files.readString(manifest)).create();
            }
            assertThat(cluster.awaitVersion("hello", "1.0.0").getSpec().blocks())
                    .extracting(BlockSpec::name)
                    .containsExactly("beta", "g1", "g2", "g3");
            assertThat(cluster.plan("a").getSpec().services())
                    .singleElement()
                    .satisfies(service -> assertThat(service.hosts()).containsExactly("local-hello.localhost"));
        }
    }

    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(HELLO)) {
            return files.sorted().toList();
        }
    }
}
