package io.warpctl.node;

import io.warpctl.core.converge.HostObservation;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerUnavailable;
import io.warpctl.node.lb.Balancers;
import io.warpctl.node.network.HostAddresses;
import io.warpctl.node.probe.Prober;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what is seen of the host at one moment. */
final class Gatherer implements AutoCloseable {
    private static final Duration LONGEST_LIST = Duration.ofSeconds(10);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String host;
    private final DockerLook docker;
    private final Balancers balancers;
    private final Prober prober;
    private final Findings findings;
    private final ActionRunner runner;
    private final String bootId;

    Gatherer(String host, Docker docker, Balancers balancers, Prober prober, Findings findings, ActionRunner runner) {
        this.host = host;
        this.docker = new DockerLook(docker, LONGEST_LIST);
        this.balancers = balancers;
        this.prober = prober;
        this.findings = findings;
        this.runner = runner;
        this.bootId = bootId();
    }

    HostObservation gather(HostPlan plan) throws InterruptedException {
        Optional<String> dockerError = Optional.empty();
        List<ObservedContainer> containers = List.of();
        try {
            containers = withLogs(docker.list(plan.clusterUid(), host));
        } catch (DockerUnavailable e) {
            dockerError = Optional.of(e.getMessage());
        }
        Set<String> interfaces =
                plan.interfaces().stream().map(InterfacePlan::name).collect(Collectors.toSet());
        return new HostObservation(
                bootId,
                dockerError,
                containers,
                balancers.observe(interfaces),
                HostAddresses.read(),
                findings.images(),
                prober.direct(),
                prober.throughBalancers(),
                runner.failures());
    }

    @Override
    public void close() {
        docker.close();
    }

    private List<ObservedContainer> withLogs(List<ObservedContainer> containers) {
        findings.forgetLogsExcept(
                containers.stream().map(ObservedContainer::name).collect(Collectors.toSet()));
        Map<String, List<String>> tails = findings.logTails();
        return containers.stream()
                .map(container -> tails.containsKey(container.name())
                        ? withLogTail(container, tails.get(container.name()))
                        : container)
                .toList();
    }

    private static ObservedContainer withLogTail(ObservedContainer container, List<String> tail) {
        return new ObservedContainer(
                container.id(),
                container.name(),
                container.block(),
                container.specHash(),
                container.release(),
                container.version(),
                container.state(),
                container.address(),
                container.createdAt(),
                container.startedAt(),
                container.exitCode(),
                container.oomKilled(),
                Optional.of(tail));
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the boot ID from " + BOOT_ID + ": is this Linux?", e);
        }
    }
}
