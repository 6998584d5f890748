package io.warpctl.cli.command;

import io.warpctl.cli.Role;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.role.HostPort;
import io.warpctl.cli.role.Server;
import io.warpctl.cli.setup.Folders;
import io.warpctl.lb.Balancer;
import io.warpctl.lb.BalancerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Uses what the processes of Warp use while they start, so that the launcher can archive the classes loaded. */
@Command(name = "train", hidden = true, description = "Load classes for the archive that makes starting faster.")
final class TrainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "lb",
            description = "Train for balancers only, which have an archive of their own.")
    private String role = "";

    @Override
    public Integer call() throws IOException {
        LoggerFactory.getLogger(TrainCommand.class).debug("training");
        Path folder = Files.createTempDirectory("warp-train");
        try {
            if (role.equals(Role.LB.command())) {
                balancer(folder);
            } else {
                commands();
                controlPlane(folder);
            }
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private static void commands() {
        for (CommandLine command : Warpctl.commandLine().getSubcommands().values()) {
            command.usage(new PrintWriter(Writer.nullWriter()));
        }
    }

    private static void balancer(Path folder) {
        BalancerOptions options = BalancerOptions.of("train", folder.resolve("lb.sock"), folder.resolve("lb"));
        Balancer.start(options.withEventLoops(1).withWarmUp(50)).close();
    }

    private static void controlPlane(Path folder) {
        Path kubeconfig = folder.resolve("kubeconfig");
        try (Server server = Server.start(folder.resolve("server"), new HostPort("127.0.0.1", 0))) {
            server.writeKubeconfig(kubeconfig);
            try (Api api = Api.connect(kubeconfig, Optional.empty())) {
                api.serviceNames();
            }
        }
    }
}
