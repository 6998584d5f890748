package io.warpctl.examples.hello.image;

import io.warpctl.examples.hello.Mode;
import java.util.List;
import java.util.Objects;

/**
 * One image of the service.
 *
 * @param version the tag, the label {@code org.opencontainers.image.version}, and what the service reports
 * @param mode how the service behaves
 */
public record Variant(String version, Mode mode) {
    /** All images are of this repository. */
    public static final String REPOSITORY = "warp.local/hello";

    public Variant {
        Objects.requireNonNull(mode, "mode");
        if (!version.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException("version: " + version + ", must be a tag of an image");
        }
    }

    /** A version that works. */
    public static Variant ok(String version) {
        return new Variant(version, Mode.OK);
    }

    /** What the demo rolls out: 1.0.0 and 1.1.0, which work, and 1.2.0, which never becomes healthy. */
    public static List<Variant> demo() {
        return List.of(ok("1.0.0"), ok("1.1.0"), new Variant("1.2.0", Mode.NEVER_HEALTHY));
    }

    /** The image's name with its tag. */
    public String image() {
        return REPOSITORY + ":" + version;
    }
}
