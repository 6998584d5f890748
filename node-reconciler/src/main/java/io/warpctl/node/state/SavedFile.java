package io.warpctl.node.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warpctl.node.common.AtomicFile;
import io.warpctl.node.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A record on disk and the one before it: a line with the SHA-256 of the rest, then JSON. A file that does not match its
 * checksum is never used.
 */
final class SavedFile<T> {
    private static final int HEADER_LENGTH = "sha256 ".length() + 64 + 1;

    private final Path file;
    private final Path previous;
    private final Class<T> type;

    SavedFile(Path directory, String name, Class<T> type) {
        this.file = directory.resolve(name);
        this.previous = directory.resolve(name + ".previous");
        this.type = type;
    }

    Loaded<T> load() {
        Optional<T> newest = read(file);
        if (newest.isPresent()) {
            return new Loaded<>(newest, Optional.empty());
        }
        Optional<T> before = read(previous);
        if (Files.notExists(file) && before.isEmpty()) {
            return new Loaded<>(Optional.empty(), Optional.empty());
        }
        String consequence = before.isPresent()
                ? "the one before it, " + previous + ", is used"
                : "neither is " + previous + " of use: starting without";
        return new Loaded<>(before, Optional.of(file + " is damaged (its checksum does not match); " + consequence));
    }

    void save(T value) {
        try {
            byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
            byte[] header = header(json).getBytes(StandardCharsets.US_ASCII);
            byte[] content = Arrays.copyOf(header, header.length + json.length);
            System.arraycopy(json, 0, content, header.length, json.length);
            // Only what can be read is worth keeping: a damaged file must not push out the good one before it.
            if (read(file).isPresent()) {
                AtomicFile.keep(file, previous);
            }
            AtomicFile.write(file, content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + type, e);
        } catch (IOException e) {
            throw StateException.of("write", file, e);
        }
    }

    private Optional<T> read(Path path) {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(path);
            if (content.length <= HEADER_LENGTH) {
                return Optional.empty();
            }
            String header = new String(content, 0, HEADER_LENGTH, StandardCharsets.US_ASCII);
            byte[] json = Arrays.copyOfRange(content, HEADER_LENGTH, content.length);
            return header.equals(header(json)) ? Optional.of(Json.MAPPER.readValue(json, type)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StateException.of("read", path, e);
        }
    }

    private static String header(byte[] json) {
        try {
            return "sha256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(json)) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
