package io.warpctl.apiserver.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory a store lives in, locked for this process. A directory that once held a store and no longer shows one is an
 * error: starting empty would look to every client like the deletion of everything.
 */
final class DataDirectory implements AutoCloseable {

    private static final String MARKER = "FORMAT";
    private static final String DATABASE = "store.db";
    private static final String LEDGER = "ledger";
    private static final long LEAST_BYTES = 4 << 20;

    /**
     * Those open in this process. The system's lock cannot tell them apart, and would be lost with the first file that is opened
     * and closed in its place.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path claim;
    private final FileChannel channel;

    private DataDirectory(Path directory, Path claim, FileChannel channel) {
        this.directory = directory;
        this.claim = claim;
        this.channel = channel;
    }

    static DataDirectory open(Path directory) {
        try {
            createPrivate(directory);
            checkSpace(directory, Files.getFileStore(directory).getUsableSpace());
            Path claim = directory.toRealPath();
            if (!OPEN.add(claim)) {
                throw new StoreException("the data directory " + directory
                        + " is in use by this process: close what uses it, or choose another directory");
            }
            try {
                return new DataDirectory(directory, claim, lock(directory));
            } catch (IOException | RuntimeException e) {
                OPEN.remove(claim);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new StoreException("the data directory " + directory + " is not a directory: choose another", e);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "the data directory " + directory
                            + " is not writable for this user: change its owner or mode, or choose another",
                    e);
        } catch (FileSystemException e) {
            throw new StoreException(
                    "the data directory " + directory + " cannot be written (" + e.getReason()
                            + "): mount it writable, or choose another",
                    e);
        } catch (IOException e) {
            throw new StoreException("the data directory " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Without the room for the driver's library and the log of the first writes nothing would come of a start. */
    static void checkSpace(Path directory, long usableBytes) {
        if (usableBytes < LEAST_BYTES) {
            throw new StoreException("the disk of the data directory " + directory + " is full (" + usableBytes / 1024
                    + " KiB free, " + LEAST_BYTES / 1024 + " needed): free some space, or choose another directory");
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Locked until it is closed. */
    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StoreException("the data directory " + directory
                    + " is in use by another process: stop it, or choose another directory");
        }
        return channel;
    }

    /** A database and the keeper of its log, which closes both. */
    record Opened(Database database, LogKeeper keeper, SecretKeys keys, Optional<String> loss) {}

    /** Opens the database, made on the first start, checked on every other. */
    Opened database() {
        Path file = directory.resolve(DATABASE);
        try {
            nativeLibrary();
            boolean known = Files.exists(directory.resolve(MARKER));
            boolean present = Files.exists(file) && Files.size(file) > 0;
            if (known && !present) {
                throw new StoreException("the store " + file + " is missing or empty though this data directory held"
                        + " one: restore it from a backup, or choose an empty directory");
            }
            return open(file, directory.resolve(DATABASE + "-wal"), known);
        } catch (SQLException e) {
            throw new StoreException(
                    "the store " + file + " is damaged or not readable (" + e.getMessage()
                            + "): restore it from a backup, or choose an empty directory",
                    e);
        } catch (IOException e) {
            throw new StoreException("the store " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private Opened open(Path file, Path log, boolean known) throws IOException, SQLException {
        Ledger ledger = Ledger.open(directory.resolve(LEDGER));
        Database database = null;
        try {
            Optional<Ledger.Entry> last = ledger.read();
            LogRecovery.checkLog(last, file, log);
            database = Database.file(file);
            check(database, file, known);
            LogRecovery.checkVersion(last, database, file);
            SecretKeys keys = keys(database, known);
            Files.writeString(directory.resolve(MARKER), "warp-apiserver " + Schema.FORMAT + "\n");
            LogKeeper keeper = LogKeeper.start(database, ledger, file, log, database.read(Schema::newest));
            return new Opened(database, keeper, keys, database.read(LogRecovery::loss));
        } catch (IOException | SQLException | RuntimeException e) {
            if (database != null) {
                database.close();
            }
            ledger.close();
            throw e;
        }
    }

    private SecretKeys keys(Database database, boolean known) throws IOException, SQLException {
        long format = database.bare(session -> session.number(0, "PRAGMA user_version"));
        SecretKeys keys = SecretKeys.in(directory, !known || format == Schema.PLAIN_SECRETS);
        if (format == Schema.PLAIN_SECRETS) {
            database.write(session -> {
                Schema.seal(session, keys);
                return null;
            });
            // What was written in the clear still stands in the pages given up: only when they are gone is it done.
            database.bare(session -> {
                session.execute("VACUUM");
                session.execute("PRAGMA user_version = " + Schema.FORMAT);
                return null;
            });
        }
        return keys;
    }

    /** The driver unpacks its native library; the system's temporary directory may forbid running from it. */
    private void nativeLibrary() throws IOException {
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            Path tmp = Files.createDirectories(directory.resolve("tmp"));
            System.setProperty("org.sqlite.tmpdir", tmp.toAbsolutePath().toString());
        }
    }

    private static void check(Database database, Path file, boolean known) throws SQLException {
        long format = database.bare(session -> session.number(0, "PRAGMA user_version"));
        long application = database.bare(session -> session.number(0, "PRAGMA application_id"));
        if (format > Schema.FORMAT && application == Schema.APPLICATION) {
            throw new StoreException("the store " + file + " has format " + format + ", newer than " + Schema.FORMAT
                    + " which this program reads: start the newer program, or choose another directory");
        }
        if (format == 0 && !known) {
            database.write(Schema::create);
            return;
        }
        if (application != Schema.APPLICATION || format < Schema.PLAIN_SECRETS) {
            throw new StoreException("the file " + file + " is not a store of this program: choose an empty directory");
        }
        String verdict = database.bare(session -> {
            try (var rows = session.statement("PRAGMA quick_check(1)").executeQuery()) {
                return rows.next() ? rows.getString(1) : "no answer";
            }
        });
        if (!verdict.equals("ok")) {
            throw new StoreException("the store " + file + " is damaged (" + verdict.replace('\n', ' ')
                    + "): restore it from a backup, or choose an empty directory");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OPEN.remove(claim);
        }
    }
}
