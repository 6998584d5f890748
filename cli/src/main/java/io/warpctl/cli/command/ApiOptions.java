package io.warpctl.cli.command;

import io.warpctl.cli.api.Api;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of all commands that talk to an API server. */
final class ApiOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the API server; default: KUBECONFIG, then ~/.kube/config.")
    private Path kubeconfig;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "Namespace; default: the one of the kubeconfig.")
    private String namespace;

    Api connect() {
        Path file = kubeconfig == null ? usual(System.getenv(), Path.of(System.getProperty("user.home"))) : kubeconfig;
        return Api.connect(file, Optional.ofNullable(namespace));
    }

    static Path usual(Map<String, String> environment, Path home) {
        String listed = environment.getOrDefault("KUBECONFIG", "");
        return listed.isBlank() ? home.resolve(".kube/config") : Path.of(listed.split(File.pathSeparator)[0]);
    }
}
