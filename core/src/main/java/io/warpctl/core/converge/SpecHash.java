package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ReleaseTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Hash of everything whose change needs a new container. It is computed from what we render, never from what Docker gives back,
 * since a daemon fills in defaults of its own.
 */
public final class SpecHash {
    private static final int LENGTH = 32;

    private SpecHash() {}

    /**
     * The hash for a container of {@code block} running {@code template}.
     *
     * @throws IllegalArgumentException when the template's image is not resolved
     */
    public static String of(BlockRef block, ReleaseTemplate template) {
        String image = template.imageId()
                .orElseThrow(() -> new IllegalArgumentException("image " + template.image() + " is not resolved"));
        Canonical text = new Canonical()
                .add("block", block.toString())
                .add("image", image)
                .add("version", template.version())
                .add("configVersion", template.configVersion())
                .add("user", template.user())
                .add("memoryBytes", Long.toString(template.memoryBytes()))
                .add("milliCpus", Long.toString(template.milliCpus()));
        template.command().forEach(word -> text.add("command", word));
        new TreeMap<>(template.env())
                .forEach((name, value) -> text.add("env", name).add("value", value));
        template.ports().forEach(port -> text.add("port", port.toString()));
        template.volumes().forEach(volume -> text.add("volume", volume.name()).add("path", volume.path()));
        return text.sha256();
    }

    /** Fields with their lengths, so that no two different lists of fields give the same text. */
    private static final class Canonical {
        private final StringBuilder text = new StringBuilder();

        Canonical add(String field, String value) {
            text.append(field)
                    .append(' ')
                    .append(value.length())
                    .append(' ')
                    .append(value)
                    .append('\n');
            return this;
        }

        String sha256() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(text.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash).substring(0, LENGTH);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
