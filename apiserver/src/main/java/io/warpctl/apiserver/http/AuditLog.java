package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.auth.Attributes;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.codec.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what: a line of JSON for every request that changes something, that was refused for who asked, or that read Secrets or
 * made a token. Never what was in a body. Files of a bounded length, a bounded number of them.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String FILE = "audit.log";
    private static final String FRESH = "audit.log.new";
    private static final Set<String> READS = Set.of("get", "list", "watch");

    /** Something that was asked, and what became of it. */
    record Entry(
            String id,
            ApiRequest request,
            Optional<User> user,
            Optional<User> as,
            Optional<Attributes> wanted,
            int code,
            String name) {}

    /** Makes a file that is not there. */
    @FunctionalInterface
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    private final Optional<Path> folder;
    private final InstantSource clock;
    private final long fileBytes;
    private final int files;
    private final Opener opener;
    private OutputStream out;
    private long length;
    private Optional<String> fault = Optional.empty();

    private AuditLog(Optional<Path> folder, InstantSource clock, long fileBytes, int files, Opener opener) {
        this.folder = folder;
        this.clock = clock;
        this.fileBytes = fileBytes;
        this.files = files;
        this.opener = opener;
    }

    /** Keeps nothing. */
    public static AuditLog none() {
        return new AuditLog(Optional.empty(), InstantSource.system(), 0, 0, AuditLog::create);
    }

    /**
     * Writes to {@code audit.log} in a folder, which is made if need be; older files are {@code audit.log.1} and so on.
     *
     * @param fileBytes the length from which on a new file is begun
     * @param files how many files there are at most
     * @throws IOException if the folder cannot be used
     */
    public static AuditLog in(Path folder, InstantSource clock, long fileBytes, int files) throws IOException {
        return in(folder, clock, fileBytes, files, AuditLog::create);
    }

    static AuditLog in(Path folder, InstantSource clock, long fileBytes, int files, Opener opener) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        AuditLog log = new AuditLog(Optional.of(folder), clock, fileBytes, files, opener);
        Path file = folder.resolve(FILE);
        boolean there = Files.exists(file);
        log.length = there ? Files.size(file) : 0;
        log.out = there ? Files.newOutputStream(file, StandardOpenOption.APPEND) : opener.open(file);
        return log;
    }

    private static OutputStream create(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(file, StandardOpenOption.APPEND);
    }

    /** Whether anything is kept. */
    boolean kept() {
        return folder.isPresent();
    }

    /** Why the last line could not be written; empty if it was. */
    synchronized Optional<String> fault() {
        return fault;
    }

    /** Whether such a request belongs in the log. */
    boolean wants(Optional<Attributes> wanted, int code) {
        if (folder.isEmpty()) {
            return false;
        }
        if (code == 401 || code == 403) {
            return true;
        }
        return wanted.filter(Attributes::isResource)
                .filter(each -> !READS.contains(each.verb()) || each.resource().equals("secrets"))
                .isPresent();
    }

    void record(Entry entry) {
        byte[] line = Json.bytes(describe(entry));
        synchronized (this) {
            try {
                if (length > 0 && length + line.length > fileBytes) {
                    turn();
                }
                byte[] whole = java.util.Arrays.copyOf(line, line.length + 1);
                whole[line.length] = '\n';
                // In one call, so that lines stay whole.
                out.write(whole);
                length += whole.length;
                fault = Optional.empty();
            } catch (IOException e) {
                if (fault.isEmpty()) {
                    LOG.error("the audit log cannot be written: {}", e.toString());
                }
                fault = Optional.of("the audit log cannot be written: " + e);
            }
        }
    }

    /** The new file is made first: while that fails the old ones stay, however often it is tried. */
    private void turn() throws IOException {
        Path root = folder.orElseThrow();
        Path fresh = root.resolve(FRESH);
        Files.deleteIfExists(fresh);
        OutputStream next = opener.open(fresh);
        try {
            shift(root);
            Files.move(fresh, root.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        out.close();
        out = next;
        length = 0;
    }

    private void shift(Path root) throws IOException {
        for (int i = files - 1; i > 0; i--) {
            Path from = root.resolve(i == 1 ? FILE : FILE + "." + (i - 1));
            if (Files.exists(from)) {
                Files.move(from, root.resolve(FILE + "." + i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private ObjectNode describe(Entry entry) {
        ObjectNode line = Json.object()
                .put("time", clock.instant().toString())
                .put("auditID", entry.id)
                .put("code", entry.code);
        entry.user.ifPresent(user -> {
            line.put("user", user.name());
            ArrayNode groups = line.putArray("groups");
            user.groups().forEach(groups::add);
        });
        entry.as.ifPresent(user -> line.put("impersonatedUser", user.name()));
        line.put("sourceIP", entry.request.header(ApiRequest.SOURCE))
                .put("userAgent", entry.request.header("user-agent"));
        entry.wanted.ifPresent(wanted -> {
            line.put("verb", wanted.verb());
            if (!wanted.isResource()) {
                line.put("path", wanted.path());
                return;
            }
            ObjectNode object = line.putObject("object");
            put(object, "group", wanted.group());
            put(object, "resource", wanted.resource());
            put(object, "subresource", wanted.subresource());
            put(object, "namespace", wanted.namespace());
            put(object, "name", wanted.name().isEmpty() ? entry.name : wanted.name());
        });
        if (entry.wanted.isEmpty()) {
            line.put("verb", entry.request.method()).put("path", entry.request.path());
        }
        return line;
    }

    private static void put(ObjectNode object, String field, String text) {
        if (!text.isEmpty()) {
            object.put(field, text);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
