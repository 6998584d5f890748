package io.warpctl.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifests of {@code examples/hello}, as a scenario needs them: its own port, its own images, its own network. */
public final class HelloManifests {
    /** Name of the services network of all scenarios with a control plane. */
    public static final String NETWORK = "warp-e2e-ctl";

    private static final Path EXAMPLES = Path.of("..", "examples", "hello", "manifests");
    private static final String SUBNET = "172.29.65.0/24";

    private HelloManifests() {}

    /** The environment {@code local}, whose balancers listen on the port. */
    public static String environment(int port) {
        return replace(read("environment.yaml"), "port: 8080", "port: " + port)
                + "  servicesNetwork: {name: %s, subnet: %s}%n".formatted(NETWORK, SUBNET);
    }

    /** The service {@code hello} in a version. */
    public static String service(String version) {
        return replace(read("service.yaml"), "version: 1.0.0", "version: " + version);
    }

    /** Replaces a text that has to be there. */
    public static String replace(String text, String old, String fresh) {
        if (!text.contains(old)) {
            throw new IllegalStateException("\"" + old + "\" is not in the manifest any more:\n" + text);
        }
        return text.replace(old, fresh);
    }

    private static String read(String file) {
        try {
            return Files.readString(EXAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest " + file, e);
        }
    }
}
