package io.warpctl.lb;

import io.warpctl.core.route.RouteTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest table on disk: a line {@code warp-routes 1 SHA256}, then the table as JSON. A table is replaced by renaming, so that there
 * is always a whole one.
 */
final class TableStore {
    private static final Logger LOG = LoggerFactory.getLogger(TableStore.class);
    private static final Set<StandardOpenOption> REPLACE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String MAGIC = "warp-routes 1 ";

    private final Path directory;
    private final Path file;

    TableStore(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("routes");
    }

    /** Writes the table; when this returns, it survives a power failure. */
    void save(RouteTable table) throws IOException {
        byte[] json = RouteJson.write(table);
        byte[] head = (MAGIC + digest(json) + "\n").getBytes(StandardCharsets.US_ASCII);
        Path fresh = directory.resolve("routes.new");
        try (FileChannel channel = FileChannel.open(fresh, REPLACE, OWNER_ONLY)) {
            for (byte[] part : new byte[][] {head, json}) {
                ByteBuffer bytes = ByteBuffer.wrap(part);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    /** The newer of the table saved last and the one in the given file; the latter is saved then. */
    Optional<RouteTable> newest(Optional<Path> offered) throws IOException {
        Optional<RouteTable> saved = load();
        Optional<RouteTable> newer = offered.flatMap(TableStore::read)
                .filter(table ->
                        saved.isEmpty() || table.number().compareTo(saved.get().number()) > 0);
        if (newer.isEmpty()) {
            return saved;
        }
        save(newer.get());
        return newer;
    }

    /** Without a table to begin with the balancer starts all the same: its supervisor sends it one then. */
    private static Optional<RouteTable> read(Path offered) {
        try {
            return Optional.of(RouteJson.parse(Files.readAllBytes(offered)));
        } catch (IOException | InvalidTableException e) {
            LOG.warn("The table to begin with in {} cannot be used: {}", offered, e.toString());
            return Optional.empty();
        }
    }

    /** The table saved last. One that cannot be read is put aside for a person to look at, and there is none. */
    Optional<RouteTable> load() throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(content));
        } catch (InvalidTableException e) {
            Path aside = directory.resolve("routes.corrupt-" + Instant.now().toEpochMilli());
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            LOG.error("The saved routes are damaged ({}): kept as {}, starting without routes", e.getMessage(), aside);
            return Optional.empty();
        }
    }

    private static RouteTable parse(byte[] content) throws InvalidTableException {
        int headLength = 0;
        while (headLength < content.length && content[headLength] != '\n') {
            headLength++;
        }
        String head = new String(content, 0, headLength, StandardCharsets.US_ASCII);
        byte[] json = Arrays.copyOfRange(content, Math.min(headLength + 1, content.length), content.length);
        if (!head.equals(MAGIC + digest(json))) {
            throw new InvalidTableException("the checksum does not match");
        }
        return RouteJson.parse(json);
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
