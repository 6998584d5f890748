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
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "operator", description = "Run the operator alone, against any Kubernetes API server.")
final class OperatorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
    private static final Duration DEFINITIONS = Duration.ofSeconds(60);

    @Option(names = "--kubeconfig", required = true, paramLabel = "FILE", description = "How to reach the API server.")
    private Path kubeconfig;

    @Option(
            names = "--election-namespace",
            paramLabel = "NS",
            defaultValue = "kube-system",
            description = "Namespace of the Lease by which several operators agree on one; default: ${DEFAULT-VALUE}.")
    private String electionNamespace;

    @Option(names = "--skip-crds", description = "Do not install the custom resources: they are there.")
    private boolean skipCrds;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandFailure("cannot read the kubeconfig " + kubeconfig + ": name another with --kubeconfig");
        }
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
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
