package io.warpctl.core.rollout;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A block with the hosts it is selected on, as last seen.
 *
 * @param spec the block as declared
 * @param ref its name
 * @param hosts the selected hosts that are known, in the order of the selection
 */
public record BlockView(BlockSpec spec, BlockRef ref, List<HostView> hosts) {
    public BlockView {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(ref, "ref");
        hosts = List.copyOf(hosts);
    }

    /** The given block of a service on the hosts it selects. */
    public static BlockView of(ServiceRef service, BlockSpec spec, List<HostView> all) {
        List<HostView> selected = spec.hosts().stream()
                .flatMap(name -> all.stream().filter(host -> host.name().equals(name)))
                .toList();
        return new BlockView(spec, service.block(spec.name()), selected);
    }

    /** The block's name. */
    public String name() {
        return spec.name();
    }

    /** Whether no host is selected, so that there is nothing to wait for. */
    public boolean unplaced() {
        return spec.hosts().isEmpty();
    }

    /** The selected hosts whose nodes report in time. */
    public List<HostView> ready() {
        return hosts.stream().filter(HostView::ready).toList();
    }

    /** Whether every selected host reports in time, and can see its containers. */
    public boolean knownEverywhere() {
        return ready().size() == spec.hosts().size()
                && hosts.stream().allMatch(host -> host.dockerDown().isEmpty());
    }

    /** Whether every selected host is known, and says that the release is what it is told to run. */
    public boolean aimsEverywhere(Optional<String> releaseHash) {
        return knownEverywhere()
                && hosts.stream()
                        .allMatch(
                                host -> host.block(ref).map(BlockReport::target).equals(releaseHash));
    }

    /** Whether the release is what every ready host was told to run, and what serves there; false without a ready host. */
    public boolean runs(String releaseHash) {
        List<HostView> ready = ready();
        return !ready.isEmpty() && ready.stream().allMatch(host -> runsOn(host, releaseHash));
    }

    /** Whether the release is what the host was told to run, and what serves there. */
    public boolean runsOn(HostView host, String releaseHash) {
        return host.block(ref)
                .filter(report -> report.target().equals(releaseHash))
                .map(BlockReport::targetServes)
                .orElse(false);
    }

    /** Whether the release serves on any host. */
    public boolean servesAnywhere(String releaseHash) {
        return hosts.stream()
                .anyMatch(host -> serving(host)
                        .map(container -> container.release().equals(releaseHash))
                        .orElse(false));
    }

    /** What serves on the host. */
    public Optional<ContainerReport> serving(HostView host) {
        return host.block(ref).flatMap(BlockReport::serving);
    }

    /** Whether what was decided is not yet done on every ready host; a block without a ready host waits for one. */
    public boolean inFlight(BlockState state) {
        return !unplaced() && state.target().map(target -> !runs(target)).orElse(false);
    }

    /** The most advanced phase of a container of the release on the host, before or while it serves. */
    public Optional<Phase> phase(HostView host, String releaseHash) {
        return host.block(ref).stream()
                .flatMap(report -> report.containers().stream())
                .filter(container -> container.release().equals(releaseHash))
                .map(ContainerReport::phase)
                .filter(phase -> phase.compareTo(Phase.Serving) <= 0)
                .max(Phase::compareTo);
    }

    /** The fault the host reports of the block. */
    public Optional<Fault> fault(HostView host) {
        return host.block(ref).flatMap(BlockReport::fault);
    }

    /** Whether a ready host reports the release at fault on this block. */
    public boolean reportsFaultOf(String releaseHash) {
        return ready().stream()
                .flatMap(host -> fault(host).stream())
                .anyMatch(fault ->
                        fault.kind() == Fault.Kind.Release && fault.release().equals(releaseHash));
    }

    /** What a ready host blames on itself: the first of all, with the host's name. */
    public Optional<HostFault> hostFault() {
        return ready().stream().flatMap(host -> hostFault(host).stream()).findFirst();
    }

    private Optional<HostFault> hostFault(HostView host) {
        return fault(host)
                .filter(fault -> fault.kind() == Fault.Kind.Host)
                .map(fault -> new HostFault(host.name(), fault.reason(), fault.message()))
                .or(() -> host.dockerDown()
                        .map(condition -> new HostFault(host.name(), condition.reason(), condition.message())));
    }

    /**
     * What is wrong with a host.
     *
     * @param host name of the host
     * @param reason one CamelCase word
     * @param message one sentence
     */
    public record HostFault(String host, String reason, String message) {}
}
