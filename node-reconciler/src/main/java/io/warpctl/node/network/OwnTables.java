package io.warpctl.node.network;

import com.fasterxml.jackson.core.type.TypeReference;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.AtomicFile;
import io.warpctl.node.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing tables this node uses or has used and has not cleared yet, on disk: another node on the same machine marks its
 * rules the same way, and must not lose them to this one.
 */
final class OwnTables {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTables.class);

    private final Path file;
    private Map<Integer, String> interfaces;

    OwnTables(Path file) {
        this.file = file;
        this.interfaces = read(file);
    }

    /** Whose tables they are: the interfaces' names by the tables' numbers. */
    Map<Integer, String> interfaces() {
        return interfaces;
    }

    /** On disk when this returns. */
    void set(Map<Integer, String> now) {
        if (now.equals(interfaces)) {
            return;
        }
        try {
            AtomicFile.write(file, Json.bytes(now));
            interfaces = Map.copyOf(now);
        } catch (IOException e) {
            throw ActionException.host("StateNotWritable", "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<Integer, String> read(Path file) {
        if (Files.notExists(file)) {
            return Map.of();
        }
        try {
            return Map.copyOf(
                    Json.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<Map<Integer, String>>() {}));
        } catch (IOException e) {
            LOG.warn("{} cannot be read, rules of tables that are planned no more may stay: {}", file, e.getMessage());
            return Map.of();
        }
    }
}
