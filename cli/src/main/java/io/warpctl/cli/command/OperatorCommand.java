package io.warpctl.cli.command;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.cli.CommandFailure;
import io.warpctl.crds.CrdInstaller;
import io.warpctl.operator.Operator;
import io.warpctl.operator.OperatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "operator", description = "Run the operator alone, against any Kubernetes API server.")
final class OperatorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
    private static final Duration DEFINITIONS = Duration.ofSeconds(60);

    // Kubernetes sets it in every container.
    private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the API server; in a pod, by default, with its service account.")
    private Path kubeconfig;

    @Option(
            names = "--election-namespace",
            paramLabel = "NS",
            defaultValue = "kube-system",
            description = "Namespace of the Lease by which several operators agree on one; default: ${DEFAULT-VALUE}.")
    private String electionNamespace;

    @Spec
    private CommandSpec spec;

    @Option(names = "--skip-crds", description = "Do not install the custom resources: they are there.")
    private boolean skipCrds;

    private Config config(Map<String, String> environment) {
        if (kubeconfig == null) {
            if (!environment.containsKey(IN_A_POD)) {
                throw new ParameterException(
                        spec.commandLine(), "--kubeconfig FILE is missing, and this is no pod with a service account");
            }
            return Config.autoConfigure(null);
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandFailure("cannot read the kubeconfig " + kubeconfig + ": name another with --kubeconfig");
        }
        return Config.fromKubeconfig(kubeconfig.toFile());
    }

    @Override
    public Integer call() throws InterruptedException {
        Config config = config(System.getenv());
        if (!skipCrds) {
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                CrdInstaller.install(client, DEFINITIONS);
            }
        }
        OperatorOptions options = OperatorOptions.of(config)
                .withElection(
                        new OperatorOptions.Election(electionNamespace, HostNames.own() + "-" + UUID.randomUUID()));
        Operator operator = Operator.start(options);
        operator.stopped().whenComplete((unused, failure) -> {
            if (failure != null) {
                // Whoever supervises starts it anew, with nothing of its old state.
                LOG.error("The operator ends: {}", failure.getMessage());
                Runtime.getRuntime().halt(1);
            }
        });
        return Stop.awaitThenClose(operator);
    }
}
