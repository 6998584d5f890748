package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.codec.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {

    private static final StoreKey SECRET = new StoreKey("secrets", "n", "s");

    @TempDir
    Path scratch;

    private Path data;
    private Path file;
    private Path restored;

    @BeforeEach
    void name() {
        data = scratch.resolve("data");
        file = scratch.resolve("backup.zip");
        restored = scratch.resolve("restored");
    }

    private static void put(ObjectStore store, StoreKey key) {
        store.submit(Write.create(key, Json.draft(Json.object().put("v", key.name()))))
                .join();
    }

    @Test
    void aBackupOfARunningStoreIsOneMomentOfIt() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        long newest;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(data))) {
            put(store, SECRET);
            Files.createDirectories(data.resolve("pki"));
            Files.writeString(data.resolve("pki/key.pem"), "key");
            Thread writer = new Thread(() -> {
                for (int i = 0; !stop.get(); i++) {
                    put(store, new StoreKey("things", "n", "a" + i));
                }
            });
            writer.start();
            Backups.create(data, file);
            stop.set(true);
            writer.join();
            newest = store.version();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).containsExactlyInAnyOrder(data, file);
        }
        Backups.restore(file, restored);
        assertThat(Files.readString(restored.resolve("pki/key.pem"))).isEqualTo("key");
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(restored))) {
            assertThat(store.loss()).isEmpty();
            assertThat(store.version()).isGreaterThanOrEqualTo(1_000_000).isGreaterThan(newest);
            assertThat(new String(store.get(SECRET).orElseThrow().body())).contains("\"v\":\"s\"");
            int count = store.list(ListRange.all("things")).objects().size();
            for (int i = 0; i < count; i++) {
                assertThat(store.get(new StoreKey("things", "n", "a" + i)))
                        .as("a prefix of what was written")
                        .isPresent();
            }
            assertThatThrownBy(() -> store.changes("things", newest, newest + 1))
                    .isInstanceOf(VersionExpiredException.class);
            put(store, new StoreKey("things", "n", "after"));
            assertThat(store.version()).isGreaterThan(1_000_001);
        }
    }

    /** Others may have led after the backup, and hosts obey nobody who led before those. */
    @Test
    void whoeverLeadsAfterwardsLeadsLaterThanAnybodyBefore() {
        StoreKey operator = new StoreKey("leases.coordination.k8s.io", "n", "operator");
        StoreKey host = new StoreKey("leases.coordination.k8s.io", "n", "host");
        ObjectNode lease = Json.object();
        lease.putObject("spec").put("holderIdentity", "one");
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(data))) {
            store.submit(Write.create(host, Json.draft(lease.deepCopy()))).join();
            lease.withObject("/spec").put("leaseTransitions", 3);
            store.submit(Write.create(operator, Json.draft(lease))).join();
        }
        Backups.create(data, file);
        Backups.restore(file, restored);
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(restored))) {
            assertThat(spec(store, operator).path("leaseTransitions").asInt()).isEqualTo(1_000_003);
            assertThat(spec(store, operator).path("holderIdentity").asText()).isEqualTo("one");
            assertThat(spec(store, host).has("leaseTransitions")).isFalse();
        }
    }

    private static JsonNode spec(ObjectStore store, StoreKey key) {
        return Json.read(store.get(key).orElseThrow().body()).path("spec");
    }

    @Test
    void secretsAreReadableWhenTheirKeyChangedMeanwhile() throws Exception {
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(data))) {
            put(store, SECRET);
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Void> rotation = store.rotateSecretsKey();
                Backups.create(data, scratch.resolve("backup" + i));
                rotation.join();
            }
        }
        for (int i = 0; i < 20; i++) {
            Path directory = scratch.resolve("restored" + i);
            Backups.restore(scratch.resolve("backup" + i), directory);
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
                assertThat(new String(store.get(SECRET).orElseThrow().body())).contains("\"v\":\"s\"");
            }
        }
    }

    @Test
    void aBackupOfAStoppedServerStartsAnotherWithTheSameIdentity() {
        String uid;
        String authority;
        try (ApiServer server = ApiServer.start(ApiServerOptions.in(data))) {
            uid = server.clusterUid();
            authority = server.credentials().authority().identity().certificatePem();
        }
        Backups.create(data, file);
        Backups.restore(file, restored);
        for (Path directory : new Path[] {data, restored}) {
            try (ApiServer server = ApiServer.start(ApiServerOptions.in(directory))) {
                assertThat(server.clusterUid()).isEqualTo(uid);
                assertThat(server.credentials().authority().identity().certificatePem())
                        .isEqualTo(authority);
            }
        }
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        assertThatThrownBy(() -> Backups.create(data, file)).hasMessageContaining("no store in " + data);
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(data))) {
            put(store, SECRET);
        }
        Files.writeString(file, "x");
        assertThatThrownBy(() -> Backups.create(data, file)).hasMessageContaining("is there already");
        assertThatThrownBy(() -> Backups.restore(file, restored)).hasMessageContaining("is not a backup");
        assertThatThrownBy(() -> Backups.restore(file, data)).hasMessageContaining("is not empty");
        Path other = scratch.resolve("no/such/folder/file");
        assertThatThrownBy(() -> Backups.create(data, other)).hasMessageContaining("cannot be written");
    }
}
