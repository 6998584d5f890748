package io.warpctl.node.network;

import com.fasterxml.jackson.core.type.TypeReference;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.AtomicFile;
import io.warpctl.node.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of the routing tables this node uses or has used, on disk: another node on the same machine marks its rules the
 * same way, and must not lose them to this one.
 */
final class OwnTables {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTables.class);

    private final Path file;
    private Set<Integer> numbers;

    OwnTables(Path file) {
        this.file = file;
        this.numbers = read(file);
    }

    Set<Integer> numbers() {
        return Set.copyOf(numbers);
    }

    /** On disk when this returns. */
    void set(Set<Integer> now) {
        if (now.equals(numbers)) {
            return;
        }
        try {
            AtomicFile.write(file, Json.bytes(new TreeSet<>(now)));
            numbers = Set.copyOf(now);
        } catch (IOException e) {
            throw ActionException.host("StateNotWritable", "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Set<Integer> read(Path file) {
        if (Files.notExists(file)) {
            return Set.of();
        }
        try {
            return Set.copyOf(Json.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<Set<Integer>>() {}));
        } catch (IOException e) {
            LOG.warn("{} cannot be read, rules of tables that are planned no more may stay: {}", file, e.getMessage());
            return Set.of();
        }
    }
}
