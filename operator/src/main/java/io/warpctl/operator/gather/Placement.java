package io.warpctl.operator.gather;

import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.HostSelector;
import io.warpctl.crds.service.BlockSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts of each block of a service. A block whose declaration selects no host stays where it is planned: nothing goes away
 * by a slip in a selector.
 */
final class Placement {
    private final Map<String, List<String>> selected = new LinkedHashMap<>();
    private final Map<String, List<String>> hosts = new LinkedHashMap<>();
    private final Optional<WarpEnvironment> environment;
    private final Snapshot snapshot;
    private final WarpService service;

    Placement(Snapshot snapshot, WarpService service, Planned planned) {
        this.snapshot = snapshot;
        this.service = service;
        this.environment = snapshot.environmentOf(service);
        List<WarpHost> candidates = environment.map(snapshot::hostsOf).orElse(List.of());
        for (BlockSpec block : service.getSpec().blocks()) {
            List<String> names = select(candidates, block);
            selected.put(block.name(), names);
            hosts.put(block.name(), names.isEmpty() ? planned.hosts(block.name()) : names);
        }
    }

    List<String> hosts(String block) {
        return hosts.get(block);
    }

    /** Whether the declaration selects any host at all. */
    boolean selectsAny() {
        return selected.values().stream().anyMatch(names -> !names.isEmpty());
    }

    /** What is wrong with it, if anything is. */
    Optional<Problem> problem() {
        if (environment.isEmpty()) {
            return Optional.of(new Problem("EnvironmentNotFound", unknownEnvironment()));
        }
        return selected.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .map(block -> new Problem("NoHostSelected", noHost(environment.get(), block)));
    }

    private static List<String> select(List<WarpHost> candidates, BlockSpec block) {
        HostSelector selector = block.hostSelector() == null ? HostSelector.ALL : block.hostSelector();
        return candidates.stream()
                .filter(host -> selector.matches(Labels.of(host)))
                .map(host -> host.getMetadata().getName())
                .toList();
    }

    private String unknownEnvironment() {
        String namespace = service.getMetadata().getNamespace();
        List<String> known = snapshot.environments().stream()
                .filter(other -> other.getMetadata().getNamespace().equals(namespace))
                .map(other -> other.getMetadata().getName())
                .sorted()
                .toList();
        return "spec.environment: namespace " + namespace + " has no WarpEnvironment "
                + service.getSpec().environment() + ": create it"
                + (known.isEmpty() ? "" : ", or name one of: " + String.join(", ", known));
    }

    private String noHost(WarpEnvironment environment, String block) {
        String name = environment.getMetadata().getName();
        List<String> ofEnvironment = snapshot.hostsOf(environment).stream()
                .map(host -> host.getMetadata().getName())
                .toList();
        if (snapshot.hosts().isEmpty()) {
            return "there is no WarpHost yet: join a host with warpctl node join";
        }
        if (ofEnvironment.isEmpty()) {
            return "spec.hostSelector of WarpEnvironment " + name + " selects none of the hosts "
                    + String.join(
                            ", ",
                            snapshot.hosts().stream()
                                    .map(host -> host.getMetadata().getName())
                                    .toList())
                    + ": change it, or label a host";
        }
        return "spec.blocks: hostSelector of block " + block + " selects none of the hosts of environment " + name
                + " (" + String.join(", ", ofEnvironment) + "): change it, or label a host";
    }
}
