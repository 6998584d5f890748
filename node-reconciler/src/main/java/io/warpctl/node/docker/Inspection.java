package io.warpctl.node.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ServiceRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads Docker's answers about containers. */
final class Inspection {
    /** What decides whether a container is the wanted one. */
    static final List<String> IDENTITY = List.of(
            Labels.CLUSTER,
            Labels.HOST,
            Labels.NAMESPACE,
            Labels.ENVIRONMENT,
            Labels.SERVICE,
            Labels.BLOCK,
            Labels.ROLE,
            Labels.SPEC_HASH);

    private Inspection() {}

    static ObservedContainer observed(InspectContainerResponse inspected) {
        Map<String, String> labels = labels(inspected);
        var state = inspected.getState();
        boolean running = Boolean.TRUE.equals(state.getRunning());
        boolean created = "created".equals(state.getStatus());
        Instant createdAt = OffsetDateTime.parse(inspected.getCreated()).toInstant();
        return new ObservedContainer(
                inspected.getId(),
                inspected.getName().replaceFirst("^/", ""),
                block(labels),
                labels.getOrDefault(Labels.SPEC_HASH, ""),
                labels.getOrDefault(Labels.RELEASE, ""),
                labels.getOrDefault(Labels.VERSION, ""),
                running
                        ? ObservedContainer.State.RUNNING
                        : created ? ObservedContainer.State.CREATED : ObservedContainer.State.EXITED,
                address(inspected),
                createdAt,
                startedAt(state.getStartedAt()).orElse(createdAt),
                running || created
                        ? Optional.empty()
                        : Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue),
                Boolean.TRUE.equals(state.getOOMKilled()),
                Optional.empty());
    }

    static Map<String, String> labels(InspectContainerResponse inspected) {
        Map<String, String> labels = inspected.getConfig().getLabels();
        return labels == null ? Map.of() : labels;
    }

    static boolean sameIdentity(Map<String, String> one, Map<String, String> other) {
        return IDENTITY.stream().allMatch(label -> Objects.equals(one.get(label), other.get(label)));
    }

    private static BlockRef block(Map<String, String> labels) {
        ServiceRef service = new ServiceRef(
                labels.getOrDefault(Labels.NAMESPACE, ""),
                labels.getOrDefault(Labels.ENVIRONMENT, ""),
                labels.getOrDefault(Labels.SERVICE, ""));
        return service.block(labels.getOrDefault(Labels.BLOCK, ""));
    }

    /** Docker says "0001-01-01T00:00:00Z" for never. */
    private static Optional<Instant> startedAt(String text) {
        return Optional.ofNullable(text)
                .map(OffsetDateTime::parse)
                .filter(time -> time.getYear() > 1)
                .map(OffsetDateTime::toInstant);
    }

    /** The address we assigned, which a stopped container keeps; else the one Docker chose. */
    private static String address(InspectContainerResponse inspected) {
        String chosen = "";
        for (ContainerNetwork network :
                inspected.getNetworkSettings().getNetworks().values()) {
            if (network.getIpamConfig() != null && network.getIpamConfig().getIpv4Address() != null) {
                return network.getIpamConfig().getIpv4Address();
            } else if (network.getIpAddress() != null && !network.getIpAddress().isEmpty()) {
                chosen = network.getIpAddress();
            }
        }
        return chosen;
    }
}
