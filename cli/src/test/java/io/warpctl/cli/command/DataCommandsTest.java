package io.warpctl.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is done with a server's folder: backup, restore, new keys. */
class DataCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private static KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
    }

    /** Writes a Secret and does something while the server still runs. */
    private String fill(Runnable meanwhile) {
        try (ApiServer server = ApiServer.start(ApiServerOptions.in(data()));
                KubernetesClient client = client(server)) {
            Secret secret = new SecretBuilder()
                    .withNewMetadata()
                    .withName("s")
                    .withNamespace("default")
                    .endMetadata()
                    .addToStringData("key", "value")
                    .build();
            client.resource(secret).create();
            meanwhile.run();
            return server.clusterUid();
        }
    }

    private String secretOf(Path folder, String clusterUid) {
        try (ApiServer server = ApiServer.start(ApiServerOptions.in(folder));
                KubernetesClient client = client(server)) {
            assertThat(server.clusterUid()).isEqualTo(clusterUid);
            return client.secrets()
                    .inNamespace("default")
                    .withName("s")
                    .get()
                    .getData()
                    .get("key");
        }
    }

    @Test
    void aRunningServersBackupMakesTheSameClusterElsewhere() throws IOException {
        Path file = temp.resolve("backup");
        String uid = fill(() -> assertThat(run("backup", file.toString(), "--data-dir", data().toString()))
                .as("%s", err)
                .isZero());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path elsewhere = temp.resolve("elsewhere");

        assertThat(run("restore", file.toString(), "--data-dir", elsewhere.toString()))
                .as("%s", err)
                .isZero();

        assertThat(secretOf(elsewhere, uid)).isEqualTo("dmFsdWU=");
        assertThat(run("restore", file.toString(), "--data-dir", elsewhere.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the data directory " + elsewhere + " is not empty");
        assertThat(run("backup", file.toString(), "--data-dir", elsewhere.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the file " + file + " is there already");
    }

    @Test
    void aNewKeyIsOnlyForAStoppedServer() throws IOException {
        Path keys = data().resolve("secrets.keys");
        String uid = fill(() -> assertThat(run("keys", "rotate", "--data-dir", data().toString()))
                .isEqualTo(1));
        assertThat(err.toString()).contains("is in use by this process");
        String before = Files.readString(keys);

        assertThat(run("keys", "rotate", "--data-dir", data().toString()))
                .as("%s", err)
                .isZero();

        assertThat(Files.readString(keys)).isNotEqualTo(before);
        assertThat(secretOf(data(), uid)).isEqualTo("dmFsdWU=");
    }

    @Test
    void whereThereIsNoStoreNothingIsMade() {
        assertThat(run("keys", "rotate", "--data-dir", data().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no store in " + data()).contains("--data-dir");
        assertThat(run("backup", temp.resolve("b").toString(), "--data-dir", data().toString()))
                .isEqualTo(1);
        assertThat(run("restore", temp.resolve("none").toString(), "--data-dir", data().toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("warpctl: "));
        assertThat(data().resolve("store.db")).doesNotExist();
    }

    private int run(String... arguments) {
        CommandLine commands = Warpctl.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
