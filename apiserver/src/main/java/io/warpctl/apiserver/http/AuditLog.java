package io.warpctl.apiserver.http;

import com.fasterxml.jackson.core.JsonGenerator;
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
        byte[] line = Json.bytes(out -> describe(entry, out));
        synchronized (this) {
            try {
                if (length > 0 && length + line.length > fileBytes) {
                    turn();
                }
                // In one call, so that lines stay whole.
                out.write(line);
                length += line.length;
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

    private void describe(Entry entry, JsonGenerator line) throws IOException {
        line.writeStartObject();
        line.writeStringField("time", clock.instant().toString());
        line.writeStringField("auditID", entry.id);
        line.writeNumberField("code", entry.code);
        if (entry.user.isPresent()) {
            line.writeStringField("user", entry.user.get().name());
            line.writeArrayFieldStart("groups");
            for (String group : entry.user.get().groups()) {
                line.writeString(group);
            }
            line.writeEndArray();
        }
        if (entry.as.isPresent()) {
            line.writeStringField("impersonatedUser", entry.as.get().name());
        }
        line.writeStringField("sourceIP", entry.request.header(ApiRequest.SOURCE));
        line.writeStringField("userAgent", entry.request.header("user-agent"));
        if (entry.wanted.isEmpty()) {
            line.writeStringField("verb", entry.request.method());
            line.writeStringField("path", entry.request.path());
        } else {
            wanted(entry, entry.wanted.get(), line);
        }
        line.writeEndObject();
        line.writeRaw('\n');
    }

    private static void wanted(Entry entry, Attributes wanted, JsonGenerator line) throws IOException {
        line.writeStringField("verb", wanted.verb());
        if (!wanted.isResource()) {
            line.writeStringField("path", wanted.path());
            return;
        }
        line.writeObjectFieldStart("object");
        put(line, "group", wanted.group());
        put(line, "resource", wanted.resource());
        put(line, "subresource", wanted.subresource());
        put(line, "namespace", wanted.namespace());
        put(line, "name", wanted.name().isEmpty() ? entry.name : wanted.name());
        line.writeEndObject();
    }

    private static void put(JsonGenerator line, String field, String text) throws IOException {
        if (!text.isEmpty()) {
            line.writeStringField(field, text);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
