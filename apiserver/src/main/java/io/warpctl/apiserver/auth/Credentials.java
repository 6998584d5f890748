package io.warpctl.apiserver.auth;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys and certificates of a server: made at its first start, kept in its data directory readable by nobody else, renewed
 * when half their life is over.
 */
public final class Credentials {

    private static final Duration LIFE = Duration.ofDays(365);

    private final CertificateAuthority authority;
    private final Identity server;
    private final Identity tokenKey;
    private final Instant now;
    private Identity admin;

    private Credentials(
            CertificateAuthority authority, Identity server, Identity tokenKey, Optional<Identity> admin, Instant now) {
        this.authority = authority;
        this.server = server;
        this.tokenKey = tokenKey;
        this.admin = admin.orElse(null);
        this.now = now;
    }

    /** New credentials that are kept nowhere. */
    public static Credentials transientFor(Collection<String> names, Instant now) {
        CertificateAuthority authority = CertificateAuthority.create(now);
        return new Credentials(
                authority, authority.server(names, now, LIFE), signer(authority, now), Optional.empty(), now);
    }

    private static Identity signer(CertificateAuthority authority, Instant now) {
        return authority.signer("service-account-tokens", now, Duration.ofDays(3_650));
    }

    /** Signs clients' certificates. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** What the server shows. */
    public Identity server() {
        return server;
    }

    /** A client in {@code system:masters}. Made when first asked for: its key takes a while. */
    public synchronized Identity admin() {
        if (admin == null) {
            admin = authority.client("kubernetes-admin", List.of(User.MASTERS), now, LIFE);
        }
        return admin;
    }

    /** Signs service-account tokens. */
    public Identity tokenKey() {
        return tokenKey;
    }

    /** The credentials in {@code directory}, made or renewed if need be. @throws IOException if a file cannot be used */
    public static Credentials in(Path directory, Collection<String> names, Instant now) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Optional<Identity> root = load(directory, "ca");
        CertificateAuthority authority =
                root.map(CertificateAuthority::of).orElseGet(() -> CertificateAuthority.create(now));
        if (root.isEmpty()) {
            save(directory, "ca", authority.identity());
        }
        Optional<Identity> server =
                load(directory, "server").filter(each -> root.isPresent() && fresh(each, now) && covers(each, names));
        Optional<Identity> admin = load(directory, "admin").filter(each -> root.isPresent() && fresh(each, now));
        Optional<Identity> tokens = load(directory, "tokens");
        Credentials credentials = new Credentials(
                authority,
                server.orElseGet(() -> authority.server(names, now, LIFE)),
                tokens.orElseGet(() -> signer(authority, now)),
                admin,
                now);
        save(directory, "server", credentials.server);
        save(directory, "admin", credentials.admin());
        save(directory, "tokens", credentials.tokenKey);
        return credentials;
    }

    private static boolean fresh(Identity identity, Instant now) {
        return identity.certificate().getNotAfter().toInstant().isAfter(now.plus(LIFE.dividedBy(2)));
    }

    private static boolean covers(Identity identity, Collection<String> names) {
        try {
            Set<String> covered = new HashSet<>();
            var alternatives = identity.certificate().getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(each -> covered.add(String.valueOf(each.get(1))));
            }
            return covered.containsAll(names);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Optional<Identity> load(Path directory, String name) throws IOException {
        Path certificate = directory.resolve(name + ".crt");
        Path key = directory.resolve(name + ".key");
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Identity.of(Files.readString(certificate), Files.readString(key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(certificate + " and " + key + " are not a certificate and its key", e);
        }
    }

    private static void save(Path directory, String name, Identity identity) throws IOException {
        // The key first: a certificate alone is not found by load and both are made anew.
        writePrivate(directory.resolve(name + ".key"), identity.keyPem());
        writePrivate(directory.resolve(name + ".crt"), identity.certificatePem());
    }

    /** Writes a file only its owner can read, so that it is there whole or not at all. */
    public static void writePrivate(Path file, String content) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(content)) {
            return;
        }
        Path temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, content);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
