package io.warpctl.operator.harness;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.report.BalancerReport;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.report.Traffic;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.TableNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a node would do with a plan, one phase per step and nothing of it real. */
final class FakeHost {
    private static final List<Phase> WAY =
            List.of(Phase.Pulling, Phase.Starting, Phase.Healthy, Phase.Staged, Phase.Verified, Phase.Serving);

    final Map<String, String> images = new ConcurrentHashMap<>();
    final Set<String> faultyVersions = ConcurrentHashMap.newKeySet();
    final Set<String> everServed = ConcurrentHashMap.newKeySet();
    private final Map<BlockRef, List<Container>> blocks = new TreeMap<>();
    private final Map<BlockRef, Fault> faults = new TreeMap<>();
    private final Map<String, Traffic> traffic = new TreeMap<>();

    private static final class Container {
        final String name;
        final String release;
        final String version;
        Phase phase = Phase.Pulling;
        Instant since;

        Container(String name, String release, String version, Instant since) {
            this.name = name;
            this.release = release;
            this.version = version;
            this.since = since;
        }
    }

    HostReport step(HostPlan plan, Instant now) {
        Set<BlockRef> planned = new HashSet<>();
        for (ServicePlan service : plan.services()) {
            for (BlockPlan block : service.blocks()) {
                BlockRef ref = service.ref().block(block.name());
                planned.add(ref);
                step(ref, block, plan.releases().get(block.target()), now);
            }
        }
        blocks.keySet().removeIf(ref -> !planned.contains(ref) && removable(plan.removals(), ref));
        faults.keySet().retainAll(blocks.keySet());
        return report(plan);
    }

    private static boolean removable(List<Removal> removals, BlockRef ref) {
        return removals.stream().anyMatch(removal -> removal.covers(ref));
    }

    private void step(BlockRef ref, BlockPlan block, ReleaseTemplate template, Instant now) {
        List<Container> containers = blocks.computeIfAbsent(ref, unused -> new ArrayList<>());
        containers.removeIf(one -> candidate(one) && !one.release.equals(block.target()));
        Optional<Fault> fault = Optional.ofNullable(faults.get(ref));
        if (fault.isPresent() && !fault.get().release().equals(block.target())) {
            faults.remove(ref);
        }
        Container target = containers.stream()
                .filter(one -> one.release.equals(block.target()))
                .findFirst()
                .orElse(null);
        if (target == null) {
            if (!faults.containsKey(ref)) {
                containers.add(new Container(
                        ref.service().service() + "-" + ref.block() + "-"
                                + block.target().substring(0, 8),
                        block.target(),
                        template.version(),
                        now));
            }
        } else if (target.phase != Phase.Serving) {
            advance(ref, containers, target, now);
        } else {
            answer(ref, target, block.weight());
        }
    }

    private void advance(BlockRef ref, List<Container> containers, Container target, Instant now) {
        target.since = now;
        if (target.phase == Phase.Starting && faultyVersions.contains(target.version)) {
            containers.remove(target);
            faults.put(ref, fault(target, now));
            return;
        }
        int next = WAY.indexOf(target.phase) + 1;
        target.phase = target.phase == Phase.Warm || target.phase == Phase.Draining ? Phase.Serving : WAY.get(next);
        if (target.phase == Phase.Serving) {
            everServed.add(target.version);
            containers.removeIf(one -> one.phase == Phase.Warm);
            containers.stream()
                    .filter(one -> one != target && one.phase == Phase.Serving)
                    .forEach(one -> one.phase = Phase.Warm);
        }
    }

    private static Fault fault(Container target, Instant now) {
        return new Fault(
                Fault.Kind.Release,
                "NeverHealthy",
                target.name + " did not become healthy within 15 s",
                target.release,
                now,
                List.of("Exception in thread main"));
    }

    private static boolean candidate(Container container) {
        return container.phase != Phase.Serving && container.phase != Phase.Warm && container.phase != Phase.Draining;
    }

    private void answer(BlockRef ref, Container container, int weight) {
        traffic.merge(
                ref + "@" + container.release,
                new Traffic(ref, container.release, container.version, weight, 0),
                (before, more) ->
                        new Traffic(ref, container.release, container.version, before.requests() + more.requests(), 0));
    }

    private HostReport report(HostPlan plan) {
        List<BlockReport> reports = new ArrayList<>();
        blocks.forEach((ref, containers) -> reports.add(new BlockReport(
                ref,
                target(plan, ref),
                containers.stream()
                        .sorted(Comparator.comparing((Container one) -> one.phase != Phase.Serving))
                        .map(one -> new ContainerReport(
                                one.name, one.release, one.version, "", one.phase, one.since, "", Optional.empty()))
                        .toList(),
                Optional.ofNullable(faults.get(ref)))));
        return new HostReport(
                plan.generation(),
                reports,
                plan.interfaces().stream()
                        .map(one -> new BalancerReport(
                                one.name(),
                                true,
                                new TableNumber(plan.generation(), 1),
                                one.listeners().stream()
                                        .map(listener -> new ListenerState(
                                                new Listener(listener.name(), "192.0.2.1", listener.port()), true, ""))
                                        .toList()))
                        .toList(),
                plan.resolve().stream().map(this::resolve).toList(),
                List.copyOf(traffic.values()),
                List.of(),
                List.of(new HostCondition("DockerReady", true, "Reachable", "")));
    }

    private static String target(HostPlan plan, BlockRef ref) {
        return plan.service(ref.service()).stream()
                .flatMap(service -> service.blocks().stream())
                .filter(block -> block.name().equals(ref.block()))
                .map(BlockPlan::target)
                .findFirst()
                .orElse("");
    }

    private ImageReport resolve(String reference) {
        return images.containsKey(reference)
                ? new ImageReport(reference, images.get(reference), "", "", "")
                : new ImageReport(reference, "", "", "ImageNotFound", "no such image: " + reference);
    }
}
