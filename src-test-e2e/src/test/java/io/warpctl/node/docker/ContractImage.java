package io.warpctl.node.docker;

import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.examples.hello.image.DockerEndpoint;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An image under a tag of its own on the tests' Docker daemon, made before a test class and removed after it. */
final class ContractImage implements BeforeAllCallback, AfterAllCallback {
    private static final Variant VARIANT = Variant.ok("node-contract");

    private String id = "";

    /** The daemon the image is on. */
    static DockerEndpoint daemon() {
        return DockerHost.shared().endpoint();
    }

    String reference() {
        return VARIANT.image();
    }

    String id() {
        return id;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        id = HelloImages.build(daemon(), Path.of("target", "images"), List.of(VARIANT))
                .get(VARIANT.image());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        HelloImages.remove(daemon(), List.of(VARIANT));
    }
}
