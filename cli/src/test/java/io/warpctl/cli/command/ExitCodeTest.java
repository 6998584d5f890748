package io.warpctl.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ExitCodeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    @Test
    void doneIsZero() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("warpctl 0.");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: warpctl " + command);
    }

    static Stream<String> commands() {
        return Warpctl.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "deploy prod web",
                "deploy prod web 1.1.0",
                "deploy prod web 1.1.0 g1 --percent 50",
                "deploy prod web 1.1.0 --percent 101",
                "deploy prod web 1.1.0 g1 --timeout soon",
                "rollout",
                "rollout undo",
                "rollout undo web --to-revision x",
                "node",
                "node --plan a --kubeconfig b",
                "lb --name x",
                "server --node a --no-node",
                "server --listen 6443",
                "keys",
                "backup",
                "restore",
                "operator"
            })
    void wrongUsageIsTwo(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failureIsOneSentenceThatNamesFileAndFix() {
        Path missing = temp.resolve("none.kubeconfig");

        assertThat(run("get", "web", "--kubeconfig", missing.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("warpctl: cannot read " + missing).contains("--kubeconfig");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws Exception {
        Path kubeconfig = Kubeconfigs.write(temp, "https://127.0.0.1:1");

        assertThat(run("get", "web", "--kubeconfig", kubeconfig.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("127.0.0.1:1").contains("is it running (warpctl server)");
    }

    @Test
    void verboseShowsWhereItCameFrom() {
        run("get", "web", "--kubeconfig", temp.resolve("none").toString(), "--verbose");

        assertThat(err.toString()).contains("\tat io.warpctl.cli");
    }

    @Test
    void logsOfADockerThatDoesNotAnswerSayWhereToRunIt() {
        assertThat(run("logs", "prod", "web", "--docker-host", "unix://" + temp.resolve("none.sock")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no Docker daemon answers").contains("on the host of the containers");
    }

    private int run(String... arguments) {
        CommandLine commands = Warpctl.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
