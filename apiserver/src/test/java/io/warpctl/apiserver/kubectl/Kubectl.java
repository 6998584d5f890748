package io.warpctl.apiserver.kubectl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the kubectl of this machine. */
final class Kubectl {

    /** What a command did. */
    record Output(int exit, String out, String err) {}

    private final Path directory;

    Kubectl(Path directory, String kubeconfig) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    Output run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", directory.resolve("kubeconfig").toString());
        builder.environment().put("HOME", directory.toString());
        // What a person would do in an editor.
        builder.environment().put("KUBE_EDITOR", "sed -i s/title:.*/title:\\ edited/");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "kubectl is not on the PATH: these tests need kubectl 1.27 or newer, see"
                            + " https://kubernetes.io/docs/tasks/tools/",
                    e);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl " + String.join(" ", arguments) + " did not end");
        }
        return new Output(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
