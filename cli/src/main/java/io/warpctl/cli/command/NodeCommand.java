package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.Role;
import io.warpctl.cli.SelfCommand;
import io.warpctl.cli.role.ApiNode;
import io.warpctl.cli.role.KeptNode;
import io.warpctl.cli.setup.Docker;
import io.warpctl.node.Node;
import io.warpctl.node.NodeOptions;
import io.warpctl.node.plan.PlanFile;
import io.warpctl.node.report.StatusFile;
import io.warpctl.node.state.StateException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "node",
        description = "Run the node of this host: it brings Docker and the load balancers to the host's plan.")
final class NodeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Source source;

    @Option(names = "--name", paramLabel = "HOST", description = "Name of this host; default: its host name.")
    private String name;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/warp/node",
            description = "Folder for what must outlive the node, at most 70 bytes long; default: ${DEFAULT-VALUE}.")
    private Path stateDir;

    @Option(
            names = "--docker-host",
            paramLabel = "URI",
            description = "Docker's socket; default: DOCKER_HOST, then unix:///var/run/docker.sock.")
    private String dockerHost;

    @Option(names = "--adopt", description = "Follow the plan of another cluster than before.")
    private boolean adopt;

    /** Where the plan comes from. */
    static final class Source {
        @Option(
                names = "--plan",
                required = true,
                paramLabel = "FILE",
                description = "Follow the plan in this YAML file.")
        private Path plan;

        @Option(
                names = "--kubeconfig",
                required = true,
                paramLabel = "FILE",
                description = "Follow the WarpHostPlan of this host in an API server.")
        private Path kubeconfig;
    }

    @Override
    public Integer call() throws InterruptedException {
        String host = name == null ? HostNames.own() : name;
        URI docker = URI.create(dockerHost == null ? Docker.host(System.getenv()) : dockerHost);
        List<String> balancer = SelfCommand.current().line(Role.LB);
        if (source.plan != null) {
            LOG.info("The node of {} follows {}; its report: {}", host, source.plan, status());
        }
        try {
            return Stop.awaitThenClose(
                    source.plan == null
                            ? KeptNode.start(
                                    source.kubeconfig,
                                    () -> ApiNode.start(
                                            source.kubeconfig,
                                            host,
                                            stateDir,
                                            balancer,
                                            docker,
                                            adopt,
                                            VersionCommand.version()))
                            : Node.start(new NodeOptions(
                                    host,
                                    stateDir,
                                    new PlanFile(source.plan),
                                    new StatusFile(status()),
                                    balancer,
                                    docker,
                                    adopt)));
        } catch (StateException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Path status() {
        return stateDir.resolve("status.json");
    }
}
