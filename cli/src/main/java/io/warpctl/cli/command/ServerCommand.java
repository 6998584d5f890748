package io.warpctl.cli.command;

import io.warpctl.cli.role.HostNode;
import io.warpctl.cli.role.HostPort;
import io.warpctl.cli.role.Server;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "server",
        description =
                "Run the control plane: API server and operator in this process, the node of this host in its own.")
final class ServerCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/warp/server",
            description = "Folder for everything it keeps; default: ${DEFAULT-VALUE}.")
    private Path dataDir;

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            defaultValue = "127.0.0.1:6443",
            description = "Where it listens; default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--kubeconfig-out",
            paramLabel = "FILE",
            description = "Write the administrator's kubeconfig here; default: admin.kubeconfig in --data-dir.")
    private Path kubeconfigOut;

    @ArgGroup(exclusive = true)
    private NodeChoice node = new NodeChoice();

    @Option(
            names = "--node-state-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/warp/node",
            description = "The node's folder; default: ${DEFAULT-VALUE}.")
    private Path nodeStateDir;

    /** Whether this host gets a node. */
    static final class NodeChoice {
        @Option(names = "--node", paramLabel = "NAME", description = "Name of this host; default: its host name.")
        private String name;

        @Option(names = "--no-node", description = "Run no node: this host carries no services.")
        private boolean none;
    }

    @Override
    public Integer call() throws InterruptedException {
        Server server = Server.start(dataDir, address());
        Path kubeconfig = kubeconfigOut == null ? dataDir.resolve("admin.kubeconfig") : kubeconfigOut;
        server.writeKubeconfig(kubeconfig);
        LOG.info("Ready at {}; kubeconfig: {}", server.url(), kubeconfig);
        if (!node.none) {
            String name = node.name == null ? HostNames.own() : node.name;
            long pid = HostNode.ensure(name, kubeconfig, nodeStateDir, dataDir.resolve("node.log"));
            LOG.info("The node of {} runs in process {}; its log: {}", name, pid, dataDir.resolve("node.log"));
        }
        return Stop.awaitThenClose(server);
    }

    private HostPort address() {
        try {
            return HostPort.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--listen: " + e.getMessage());
        }
    }
}
