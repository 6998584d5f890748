package io.warpctl.node;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.node.common.Threads;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.network.FoundInterfaces;
import io.warpctl.node.network.HostAddresses;
import io.warpctl.node.report.HostFacts;
import io.warpctl.node.report.ReportSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out now and then what the host is, and publishes it when it changed; on a thread of its own. */
final class FactsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactsReader.class);
    private static final int INTERVAL_SECONDS = 5;

    private final Docker docker;
    private final Supplier<Optional<HostPlan>> plan;
    private final ReportSink sink;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Threads.named("warp-facts"));
    private Optional<HostFacts> last = Optional.empty();

    /** @param plan the plan in force, which names the bridge that is ours */
    FactsReader(Docker docker, Supplier<Optional<HostPlan>> plan, ReportSink sink) {
        this.docker = docker;
        this.plan = plan;
        this.sink = sink;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            HostFacts facts = read();
            if (!last.equals(Optional.of(facts))) {
                sink.publish(facts);
                last = Optional.of(facts);
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.error("the host cannot be looked at", e);
        }
    }

    private HostFacts read() {
        Set<String> bridges = plan.get()
                .map(present -> Set.of(present.servicesNetwork().name()))
                .orElse(Set.of());
        return new HostFacts(
                text(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
                FoundInterfaces.of(HostAddresses.read(), FoundInterfaces.gateways(), bridges),
                docker.version(),
                text(Path.of("/proc/sys/kernel/osrelease")).strip(),
                operatingSystem(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes());
    }

    private static String operatingSystem() {
        return text(Path.of("/etc/os-release"))
                .lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst()
                .orElse(System.getProperty("os.name"));
    }

    private static long memoryBytes() {
        List<String> lines = text(Path.of("/proc/meminfo")).lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
