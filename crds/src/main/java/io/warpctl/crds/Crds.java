package io.warpctl.crds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The definitions of the custom resources, as the Helm chart has them. */
public final class Crds {
    /** The types, in the order they are best installed. */
    public static final List<Class<? extends CustomResource<?, ?>>> TYPES = List.of(
            WarpEnvironment.class,
            WarpService.class,
            WarpBlock.class,
            WarpRelease.class,
            WarpHost.class,
            WarpHostPlan.class);

    private Crds() {}

    /** The CustomResourceDefinitions to install, one YAML document each. */
    public static List<String> documents() {
        return TYPES.stream().map(Crds::document).toList();
    }

    /** All of them as one YAML stream. */
    public static String yaml() {
        return documents().stream().collect(Collectors.joining("---\n"));
    }

    /** Name of the definition of the given type, such as {@code warpservices.warpctl.io}. */
    static String name(Class<? extends HasMetadata> type) {
        return HasMetadata.getPlural(type) + "." + Warp.GROUP;
    }

    private static String document(Class<? extends HasMetadata> type) {
        String resource = "/crds/" + name(type) + ".yaml";
        try (InputStream in = Crds.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
