package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import io.warpctl.lb.Balancer;
import io.warpctl.lb.BalancerOptions;
import io.warpctl.node.http.HttpAnswer;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "lb", description = "Run a load balancer; the node starts one per network interface.")
final class LbCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(LbCommand.class);
    private static final Duration FIRST_TABLE = Duration.ofSeconds(10);

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
        BalancerOptions defaults = BalancerOptions.of(name, socket, stateDir);
        BalancerOptions options = eventLoops == null ? defaults : defaults.withEventLoops(eventLoops);
        try {
            Balancer balancer = Balancer.start(options);
            offerInitialTable();
            return Stop.awaitThenClose(balancer);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    "cannot start the balancer " + name + ": " + e.getCause().getMessage(), e);
        }
    }

    /** The balancer itself knows whether the table is newer than its own. */
    private void offerInitialTable() {
        if (initialTable == null || !Files.exists(initialTable)) {
            return;
        }
        try (UnixHttp control = new UnixHttp(socket, FIRST_TABLE)) {
            HttpAnswer answer = control.send("PUT", "/routes", Files.readAllBytes(initialTable));
            LOG.info(
                    "Initial table: {}",
                    answer.successful() ? "taken" : answer.text().strip());
        } catch (IOException e) {
            LOG.warn("The initial table {} was not read: {}", initialTable, e.getMessage());
        }
    }
}
