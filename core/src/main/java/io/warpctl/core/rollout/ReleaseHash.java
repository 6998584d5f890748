package io.warpctl.core.rollout;

import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Volume;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * SHA-256 of a release over a text that stays the same from one version of the program to the next: one line per value, its
 * name, its length in characters and itself; values that are empty have no line, so that a new field changes no old hash.
 */
public final class ReleaseHash {
    private final StringBuilder text = new StringBuilder();

    private ReleaseHash() {}

    /** Hash of a release: its template with the image ID, 64 hexadecimal digits. */
    public static String of(ReleaseTemplate template) {
        ReleaseHash hash = new ReleaseHash();
        hash.add("image", template.image());
        hash.add("version", template.version());
        template.imageId().ifPresent(id -> hash.add("imageId", id));
        hash.addTemplate(template);
        return hash.digest();
    }

    static String ofDeclaration(ServiceSpec spec) {
        ReleaseHash hash = new ReleaseHash();
        hash.add("image", spec.image());
        hash.add("version", spec.version());
        for (BlockSpec block : spec.blocks()) {
            block.version().ifPresent(version -> hash.add("block." + block.name(), version));
        }
        hash.addTemplate(spec.template());
        return hash.digest();
    }

    private void addTemplate(ReleaseTemplate template) {
        add("configVersion", template.configVersion());
        for (String argument : template.command()) {
            addAlways("command", argument);
        }
        new TreeMap<>(template.env()).forEach((name, value) -> addAlways("env." + name, value));
        for (Port port : template.ports()) {
            addAlways("port." + port.name(), port.port() + "/" + port.protocol());
        }
        for (Volume volume : template.volumes()) {
            addAlways("volume." + volume.name(), volume.path());
        }
        add("user", template.user());
        add("memoryBytes", template.memoryBytes() == 0 ? "" : Long.toString(template.memoryBytes()));
        add("milliCpus", template.milliCpus() == 0 ? "" : Long.toString(template.milliCpus()));
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            addAlways(name, value);
        }
    }

    private void addAlways(String name, String value) {
        text.append(name.length())
                .append(':')
                .append(name)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n');
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
