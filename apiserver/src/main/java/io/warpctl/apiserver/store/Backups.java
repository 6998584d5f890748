package io.warpctl.apiserver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.sqlite.SQLiteConfig;

/**
 * Copies of a data directory: one file with the store as it was at one moment, the keys of its Secrets, and the server's keys and
 * certificates. Who has the file has all of that, so it is made readable for its owner alone.
 */
public final class Backups {

    private static final String STORE = "store.db";
    private static final String PKI = "pki";
    private static final String FORMAT = "FORMAT";
    private static final String LEASES = "leases.coordination.k8s.io";

    private Backups() {}

    /**
     * Makes a backup, whether or not a server is running on the directory.
     *
     * @param directory the data directory
     * @param file where to write; must not be there yet
     * @throws StoreException if it cannot be made; the message is for users
     */
    public static void create(Path directory, Path file) {
        if (!Files.isRegularFile(directory.resolve(STORE))) {
            throw new StoreException("there is no store in " + directory + ": name the server's data directory");
        }
        if (Files.exists(file)) {
            throw new StoreException("the file " + file + " is there already: choose another");
        }
        Path parent = file.toAbsolutePath().getParent();
        Path copy = null;
        Path fresh = null;
        try {
            List<String> keysBefore = keys(directory);
            copy = Files.createTempFile(parent, ".backup", ".db");
            Files.delete(copy);
            snapshot(directory.resolve(STORE), copy);
            fresh = Files.createTempFile(
                    parent,
                    ".backup",
                    ".zip",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(fresh);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                add(zip, FORMAT, directory.resolve(FORMAT));
                add(zip, STORE, copy);
                add(zip, SecretKeys.FILE, together(keys(directory), keysBefore));
                for (Path each : files(directory.resolve(PKI))) {
                    add(zip, PKI + "/" + each.getFileName(), each);
                }
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException e) {
            throw new StoreException("the backup " + file + " cannot be written: " + e.getMessage(), e);
        } finally {
            discard(copy);
            discard(fresh);
        }
    }

    /** Opened for reading only, a connection leaves the log as it is when it closes. */
    private static void snapshot(Path store, Path copy) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(Database.BUSY_MILLIS);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + store.toAbsolutePath());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + copy.toAbsolutePath().toString().replace("'", "''") + "'");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> keys(Path directory) throws IOException {
        Path file = directory.resolve(SecretKeys.FILE);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** While the store was copied, its Secrets may have got a new key: with both, whichever they have is there. */
    private static byte[] together(List<String> newer, List<String> older) {
        Set<String> keys = new LinkedHashSet<>(newer);
        keys.addAll(older);
        return keys.stream()
                .map(key -> key + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static void discard(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new StoreException("the file " + file + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Makes a data directory out of a backup. Versions go on {@value LogRecovery#JUMP} above the backup's, so that clients which
     * have seen what came after it find out and look anew. So does the number of times each Lease changed hands: who leads from now
     * on must be told from who led after the backup, and may have been obeyed.
     *
     * @param directory must be empty or absent
     * @throws StoreException if the file is no backup or the directory cannot be used; the message is for users
     */
    public static void restore(Path file, Path directory) {
        try {
            if (Files.isDirectory(directory) && !isEmpty(directory)) {
                throw new StoreException(
                        "the data directory " + directory + " is not empty: move it away, or choose" + " another");
            }
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            unpack(file, directory);
            if (!Files.exists(directory.resolve(STORE)) || !Files.exists(directory.resolve(FORMAT))) {
                throw new StoreException("the file " + file + " is not a backup of this program: choose another");
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the backup " + file + " cannot be restored to " + directory + ": " + e.getMessage(), e);
        }
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
            store.jump().join();
            store.list(ListRange.all(LEASES)).objects().forEach(lease -> laterLeader(store, lease));
        }
    }

    private static void laterLeader(ObjectStore store, StoredObject stored) {
        ObjectNode lease = Json.read(stored.body());
        JsonNode transitions = lease.path("spec").path("leaseTransitions");
        if (transitions.isIntegralNumber()) {
            lease.withObject("/spec")
                    .put("leaseTransitions", Math.min(transitions.asLong() + LogRecovery.JUMP, Integer.MAX_VALUE));
            store.submit(Write.replace(stored, Json.draft(lease)))
                    .join()
                    .object()
                    .orElseThrow();
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void unpack(Path file, Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = directory.resolve(entry.getName()).normalize();
                if (!to.startsWith(directory.normalize())) {
                    throw new IOException("the name " + entry.getName() + " leads out of it");
                }
                Files.createDirectories(
                        to.getParent(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (OutputStream out = Files.newOutputStream(to)) {
                    zip.transferTo(out);
                }
            }
        }
    }
}
