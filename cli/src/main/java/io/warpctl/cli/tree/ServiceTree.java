package io.warpctl.cli.tree;

import io.warpctl.core.report.Phase;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.block.BlockStatus;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.service.ReleaseRef;
import io.warpctl.crds.service.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A service with its releases, their blocks, hosts and containers. */
public final class ServiceTree {
    private final ServiceObjects objects;
    private final Instant now;

    private ServiceTree(ServiceObjects objects, Instant now) {
        this.objects = objects;
        this.now = now;
    }

    /** The tree of a service at a time. */
    public static TreeNode of(ServiceObjects objects, Instant now) {
        return new ServiceTree(objects, now).root();
    }

    /** The tree without releases and hosts: blocks, and their containers. */
    public static TreeNode blocks(ServiceObjects objects, Instant now) {
        ServiceTree tree = new ServiceTree(objects, now);
        return tree.root(objects.blocks().stream()
                .map(block -> tree.block(
                        block, hosts(block).stream().map(tree::container).toList(), hosts(block)))
                .toList());
    }

    /** What there is to say of the service as a whole, one line each. */
    public static List<String> header(ServiceObjects objects) {
        WarpService service = objects.service();
        ServiceStatus status = objects.status();
        Optional<Condition> ready = Conditions.find(status.conditions(), "Ready");
        List<String> lines = new ArrayList<>();
        lines.add("Name:         " + service.getMetadata().getName());
        lines.add("Namespace:    " + service.getMetadata().getNamespace());
        lines.add("Environment:  " + service.getSpec().environment());
        lines.add("Status:       " + mark(objects).glyph() + " "
                + ready.map(Condition::reason).orElse("Unknown"));
        ready.map(Condition::message)
                .filter(message -> !message.isEmpty())
                .ifPresent(message -> lines.add("Message:      " + message));
        lines.add("Stable:       " + describe(status.stableRelease()));
        lines.add("Target:       " + describe(status.targetRelease()));
        if (status.step() != null) {
            lines.add("Step:         " + status.step());
        }
        if (status.blocks() != null) {
            lines.add("Blocks:       " + status.blocks());
        }
        if (status.trafficSummary() != null) {
            lines.add("Traffic:      " + status.trafficSummary());
        }
        status.quarantined()
                .forEach(bad -> lines.add("Quarantined:  "
                        + Objects.requireNonNullElse(bad.version(), bad.releaseHash()) + " " + bad.reason() + ": "
                        + Objects.requireNonNullElse(bad.message(), "")));
        return lines;
    }

    private TreeNode root() {
        List<TreeNode> children = new ArrayList<>();
        objects.releasesInUse().forEach(hash -> children.add(release(hash)));
        if (children.isEmpty()) {
            objects.blocks().forEach(block -> children.add(block(block, hosts(block))));
        }
        return root(children);
    }

    private TreeNode root(List<TreeNode> children) {
        return new TreeNode(
                "⟳ " + objects.service().getMetadata().getName(),
                "WarpService",
                mark(objects),
                Conditions.find(objects.status().conditions(), "Ready")
                        .map(Condition::reason)
                        .orElse("Unknown"),
                Ages.since(objects.service().getMetadata().getCreationTimestamp(), now),
                Objects.requireNonNullElse(objects.status().step(), ""),
                children);
    }

    private TreeNode release(String hash) {
        Optional<WarpRelease> release = objects.release(hash);
        List<TreeNode> blocks = objects.blocks().stream()
                .filter(block -> hosts(block).stream().anyMatch(container -> hash.equals(container.release())))
                .map(block -> block(
                        block,
                        hosts(block).stream()
                                .filter(container -> hash.equals(container.release()))
                                .toList()))
                .toList();
        List<String> roles = new ArrayList<>();
        if (isRelease(objects.status().stableRelease(), hash)) {
            roles.add("stable");
        }
        if (isRelease(objects.status().targetRelease(), hash)) {
            roles.add("target");
        }
        boolean quarantined = objects.status().quarantined().stream()
                .anyMatch(bad -> bad.releaseHash().equals(hash));
        return new TreeNode(
                "# " + release.map(r -> r.getMetadata().getName()).orElse(hash),
                "WarpRelease",
                quarantined ? Mark.BAD : Mark.NEUTRAL,
                quarantined ? "Quarantined" : String.join(",", roles),
                release.map(r -> Ages.since(r.getMetadata().getCreationTimestamp(), now))
                        .orElse(""),
                release.map(r -> r.getSpec().template().version()).orElse(""),
                blocks);
    }

    private TreeNode block(WarpBlock block, List<BlockHostStatus> containers) {
        Map<String, List<TreeNode>> byHost = new TreeMap<>();
        for (BlockHostStatus container : containers) {
            byHost.computeIfAbsent(container.host(), host -> new ArrayList<>()).add(container(container));
        }
        List<TreeNode> hosts = byHost.entrySet().stream()
                .map(entry ->
                        new TreeNode("⌂ " + entry.getKey(), "WarpHost", Mark.NEUTRAL, "", "", "", entry.getValue()))
                .toList();
        return block(block, hosts, containers);
    }

    private TreeNode block(WarpBlock block, List<TreeNode> children, List<BlockHostStatus> containers) {
        Optional<Condition> ready = Conditions.find(status(block).conditions(), "Ready");
        boolean serves = containers.stream().anyMatch(container -> container.phase() == Phase.Serving);
        return new TreeNode(
                "▣ " + block.getSpec().name(),
                "WarpBlock",
                ready.map(ServiceTree::mark).orElse(Mark.UNKNOWN),
                ready.map(Condition::reason).orElse("Unknown"),
                ready.map(condition -> Ages.since(condition.lastTransitionTime(), now))
                        .orElse(""),
                "w:" + block.getSpec().weight() + (serves ? "" : " (no traffic)")
                        + ready.filter(condition -> !condition.holds())
                                .map(condition -> " " + condition.message())
                                .orElse(""),
                children);
    }

    private TreeNode container(BlockHostStatus container) {
        String draining = container.draining() == null
                ? ""
                : "drain: %d http, %d ws, until %s"
                        .formatted(
                                container.draining().http(),
                                container.draining().webSocket(),
                                container.draining().until());
        String message = Objects.requireNonNullElse(container.message(), "");
        return new TreeNode(
                "□ " + container.container(),
                "Container",
                mark(container.phase()),
                container.phase().name(),
                Ages.since(container.since(), now),
                (Objects.requireNonNullElse(container.version(), "") + " " + draining + " " + message)
                        .strip()
                        .replaceAll(" +", " "),
                List.of());
    }

    private static List<BlockHostStatus> hosts(WarpBlock block) {
        return status(block).hosts().stream()
                .sorted(Comparator.comparing(BlockHostStatus::phase, Comparator.comparing(ServiceTree::order)))
                .toList();
    }

    private static BlockStatus status(WarpBlock block) {
        return Objects.requireNonNullElse(block.getStatus(), BlockStatus.EMPTY);
    }

    private static boolean isRelease(ReleaseRef ref, String hash) {
        return ref != null && ref.releaseHash().equals(hash);
    }

    private static String describe(ReleaseRef release) {
        return release == null
                ? "none"
                : Objects.requireNonNullElse(release.version(), release.releaseHash())
                        + (release.revision() == null ? "" : " (revision " + release.revision() + ")");
    }

    /** The serving container first, then what will serve, then what served. */
    private static int order(Phase phase) {
        return switch (phase) {
            case Serving -> 0;
            case Verified, Staged, Healthy, Starting, Pulling -> 1;
            case Draining -> 2;
            case Warm, Removed -> 3;
        };
    }

    private static Mark mark(ServiceObjects objects) {
        List<Condition> conditions = objects.status().conditions();
        if (Conditions.holds(conditions, "Stalled")) {
            return Mark.BAD;
        }
        if (Conditions.holds(conditions, "Reconciling") || Conditions.holds(conditions, "Progressing")) {
            return Mark.PROGRESSING;
        }
        return Conditions.find(conditions, "Ready").map(ServiceTree::mark).orElse(Mark.UNKNOWN);
    }

    private static Mark mark(Condition condition) {
        return switch (condition.status()) {
            case True -> Mark.GOOD;
            case False -> Mark.WARNING;
            case Unknown -> Mark.PROGRESSING;
        };
    }

    private static Mark mark(Phase phase) {
        return switch (phase) {
            case Serving -> Mark.GOOD;
            case Pulling, Starting, Healthy, Staged, Verified -> Mark.PROGRESSING;
            case Draining -> Mark.WAITING;
            case Warm, Removed -> Mark.NEUTRAL;
        };
    }
}
