package io.warpctl.cli.demo;

import io.warpctl.cli.tree.Ages;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.block.BlockHostStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What happened between two looks at a service: pure. */
final class Changes {
    private Changes() {}

    /** A block's new serving container, where there was another before. */
    static List<Switch> switches(ServiceObjects before, ServiceObjects after) {
        Map<String, BlockHostStatus> old = serving(before);
        List<Switch> switches = new ArrayList<>();
        serving(after)
                .forEach((block, now) -> Optional.ofNullable(old.get(block))
                        .filter(then -> !then.container().equals(now.container()))
                        .flatMap(then -> Ages.instant(now.since())
                                .map(at -> new Switch(
                                        block, then.container(), now.container(), at, "", OptionalLong.empty())))
                        .ifPresent(switches::add));
        return switches;
    }

    /** Containers that entered another phase, one line each. */
    static List<String> lines(ServiceObjects before, ServiceObjects after) {
        Map<String, Phase> old = new TreeMap<>();
        before.containers().forEach(container -> old.put(container.container(), container.phase()));
        List<String> lines = new ArrayList<>();
        for (WarpBlock block : after.blocks()) {
            if (block.getStatus() == null) {
                continue;
            }
            for (BlockHostStatus container : block.getStatus().hosts()) {
                if (container.phase() != old.get(container.container())) {
                    lines.add("block %-4s  %s  %s  (%s)"
                            .formatted(
                                    block.getSpec().name(),
                                    container.version(),
                                    container.phase(),
                                    container.container()));
                }
            }
        }
        return lines;
    }

    /** The serving container of each block. */
    static Map<String, BlockHostStatus> serving(ServiceObjects objects) {
        Map<String, BlockHostStatus> serving = new TreeMap<>();
        for (WarpBlock block : objects.blocks()) {
            if (block.getStatus() != null) {
                block.getStatus().hosts().stream()
                        .filter(container -> container.phase() == Phase.Serving)
                        .findFirst()
                        .ifPresent(container -> serving.put(block.getSpec().name(), container));
            }
        }
        return serving;
    }
}
