package io.warpctl.node.testing;

import io.warpctl.examples.hello.Mode;
import io.warpctl.examples.hello.image.DockerEndpoint;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The hello images under tags of this module, made once for all its tests and removed after the last. */
public final class Images implements BeforeAllCallback {
    public static final Variant ONE = Variant.ok("node-test-1");
    public static final Variant TWO = Variant.ok("node-test-2");
    public static final Variant LOOPBACK = new Variant("node-test-loopback", Mode.LOOPBACK_ONLY);

    private static final DockerEndpoint DOCKER = DockerEndpoint.from(System.getenv());
    private static final List<Variant> ALL = List.of(ONE, TWO, LOOPBACK);
    private static volatile Map<String, String> ids = Map.of();

    /** The image's ID. */
    public static String id(Variant variant) {
        return ids.get(variant.image());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(Files.exists(DOCKER.socket()), "no Docker on " + DOCKER.socket());
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Images.class))
                .computeIfAbsent(Images.class, key -> new Made());
    }

    private static final class Made implements AutoCloseable {
        Made() {
            ids = HelloImages.build(DOCKER, Path.of("target", "hello-images"), ALL);
        }

        @Override
        public void close() {
            HelloImages.remove(DOCKER, ALL);
        }
    }
}
