package io.warpctl.apiserver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys Secrets are encrypted with on disk: AES-256-GCM, each body bound to the object's name. The newest key, first in the
 * file, encrypts; older ones still decrypt until everything is encrypted anew.
 */
final class SecretKeys {

    static final String FILE = "secrets.keys";
    private static final String SECRETS = "secrets";
    /** No JSON begins so. */
    private static final byte[] MARK = {0, 's', 'e', 'c'};

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = MARK.length + Integer.BYTES + NONCE_BYTES;

    private record Key(int id, SecretKeySpec spec) {}

    private final Optional<Path> file;
    private final SecureRandom random = new SecureRandom();
    private volatile List<Key> keys;

    private SecretKeys(Optional<Path> file, List<Key> keys) {
        this.file = file;
        this.keys = List.copyOf(keys);
    }

    /** No encryption: for stores that are never on disk. */
    static SecretKeys none() {
        return new SecretKeys(Optional.empty(), List.of());
    }

    /**
     * The keys of a data directory.
     *
     * @param mayMake whether there may be none yet
     * @throws StoreException if they are missing or cannot be read
     */
    static SecretKeys in(Path directory, boolean mayMake) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            if (!mayMake) {
                throw new StoreException("the keys " + file + " are missing, without which Secrets cannot be read:"
                        + " restore them from a backup");
            }
            SecretKeys made = new SecretKeys(Optional.of(file), List.of());
            made.add();
            return made;
        }
        List<Key> keys = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ");
                byte[] bytes = Base64.getDecoder().decode(parts[1]);
                keys.add(new Key(Integer.parseInt(parts[0]), new SecretKeySpec(bytes, "AES")));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new StoreException("the keys " + file + " are damaged: restore them from a backup", e);
        }
        return new SecretKeys(Optional.of(file), keys);
    }

    /** Begins to encrypt with a new key. */
    void add() throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        int id = keys.stream().mapToInt(Key::id).max().orElse(0) + 1;
        List<Key> all = new ArrayList<>(keys);
        all.add(0, new Key(id, new SecretKeySpec(bytes, "AES")));
        write(all);
    }

    /** Forgets all keys but the newest. */
    void dropOld() throws IOException {
        write(keys.subList(0, 1));
    }

    private void write(List<Key> all) throws IOException {
        StringBuilder text = new StringBuilder();
        all.forEach(key -> text.append(key.id)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(key.spec.getEncoded()))
                .append('\n'));
        Path to = file.orElseThrow();
        Path fresh = to.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardOpenOption.SYNC);
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Before anything is encrypted with a new key, its name in the directory is on disk, too.
        try (FileChannel parent = FileChannel.open(to.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
        keys = List.copyOf(all);
    }

    /** Whether a stored body needs to be encrypted, or encrypted anew. */
    boolean stale(byte[] stored) {
        return !keys.isEmpty() && !(sealed(stored) && id(stored) == keys.get(0).id);
    }

    private static boolean sealed(byte[] stored) {
        return stored.length > HEAD && Arrays.equals(stored, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static int id(byte[] stored) {
        return ByteBuffer.wrap(stored).getInt(MARK.length);
    }

    /** The body as it goes to disk. */
    byte[] seal(StoreKey object, byte[] body) {
        if (keys.isEmpty() || !object.resource().equals(SECRETS)) {
            return body;
        }
        Key key = keys.get(0);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = crypt(Cipher.ENCRYPT_MODE, key, nonce, object, body, 0);
        return ByteBuffer.allocate(HEAD + text.length)
                .put(MARK)
                .putInt(key.id)
                .put(nonce)
                .put(text)
                .array();
    }

    /** The body as it was. @throws StoreException if its key is gone or it is not what was encrypted for this object */
    byte[] open(StoreKey object, byte[] stored) {
        if (!object.resource().equals(SECRETS) || !sealed(stored)) {
            return stored;
        }
        int id = id(stored);
        Key key = keys.stream()
                .filter(each -> each.id == id)
                .findFirst()
                .orElseThrow(() -> new StoreException("key " + id + " of Secret " + object.namespace() + "/"
                        + object.name() + " is missing in "
                        + file.map(Path::toString).orElse("memory")
                        + ": restore it from a backup"));
        byte[] nonce = Arrays.copyOfRange(stored, HEAD - NONCE_BYTES, HEAD);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, object, stored, HEAD);
    }

    private static byte[] crypt(int mode, Key key, byte[] nonce, StoreKey object, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.spec, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((object.namespace() + "/" + object.name()).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "Secret " + object.namespace() + "/" + object.name()
                            + " cannot be decrypted: restore the store and " + FILE + " from one backup",
                    e);
        }
    }
}
