package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import io.warpctl.lb.BalancerMain;
import io.warpctl.lb.BalancerOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "lb", description = "Run a load balancer; the node starts one per network interface.")
final class LbCommand implements Callable<Integer> {
    // About as many as it takes until the hot methods are compiled.
    private static final int WARM_UP_REQUESTS = 3000;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name for logs and metrics.")
    private String name;

    @Option(
            names = "--socket",
            required = true,
            paramLabel = "FILE",
            description = "Unix domain socket it is given route tables on; at most 90 bytes long.")
    private Path socket;

    @Option(
            names = "--state-dir",
            required = true,
            paramLabel = "DIR",
            description = "Folder that keeps the newest table; of this balancer alone.")
    private Path stateDir;

    @Option(
            names = "--initial-table",
            paramLabel = "FILE",
            description = "Route table to begin with, unless the one in --state-dir is newer.")
    private Path initialTable;

    @Option(names = "--event-loops", paramLabel = "N", description = "Threads that carry traffic.")
    private Integer eventLoops;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return BalancerMain.run(options());
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    "cannot start the balancer " + name + ": " + e.getCause().getMessage(), e);
        }
    }

    private BalancerOptions options() {
        BalancerOptions options = BalancerOptions.of(name, socket, stateDir).withWarmUp(WARM_UP_REQUESTS);
        if (initialTable != null) {
            options = options.withInitialTable(initialTable);
        }
        return eventLoops == null ? options : options.withEventLoops(eventLoops);
    }
}
