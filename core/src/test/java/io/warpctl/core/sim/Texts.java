package io.warpctl.core.sim;

import io.warpctl.core.converge.Action;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Releases;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import java.util.List;
import java.util.stream.Collectors;

/** Short forms for the history of a case. */
final class Texts {
    private Texts() {}

    static String spec(ServiceSpec spec) {
        return spec.ref().service() + " " + spec.version() + " "
                + spec.blocks().stream()
                        .map(block -> block.name()
                                + block.version().map(v -> "=" + v).orElse("") + "*" + block.weight() + block.hosts())
                        .collect(Collectors.joining(" "))
                + " percent " + spec.percent() + " inFlight " + spec.maxBlocksInFlight()
                + (spec.paused() ? " paused" : "")
                + (spec.autoRollback() ? "" : " noRollback")
                + spec.pinnedRelease().map(pin -> " pinned " + pin.revision()).orElse("")
                + spec.retry()
                        .map(retry -> " retry " + retry.toString().substring(0, 8))
                        .orElse("")
                + " env " + spec.template().env();
    }

    static String state(ServiceState state, List<Release> known) {
        Releases releases = new Releases(known);
        return "stable " + state.stableRelease().map(releases::versionOf).orElse("-") + " "
                + state.blocks().keySet().stream()
                        .sorted()
                        .map(name -> name + "="
                                + state.block(name)
                                        .target()
                                        .map(hash -> releases.versionOf(hash) + "@" + hash.substring(0, 4))
                                        .orElse(state.block(name).stopped() ? "stopped" : "-")
                                + state.block(name)
                                        .fallback()
                                        .map(hash -> "/" + releases.versionOf(hash))
                                        .orElse(""))
                        .collect(Collectors.joining(" "))
                + state.returning().map(halt -> " returning: " + halt.message()).orElse("")
                + state.held().map(halt -> " held: " + halt.message()).orElse("")
                + (state.quarantined().isEmpty()
                        ? ""
                        : " quarantined "
                                + state.quarantined().stream()
                                        .map(entry -> entry.version() + " " + entry.reason())
                                        .toList())
                + state.pending().map(pending -> " pending " + pending).orElse("")
                + (state.removedBlocks().isEmpty() ? "" : " removed " + state.removedBlocks())
                + state.progress()
                        .map(progress -> " progress " + progress.best() + progress.cause())
                        .orElse("");
    }

    static String plan(HostPlan plan) {
        return "generation " + plan.generation() + " epoch " + plan.leaderEpoch() + " "
                + plan.services().stream()
                        .flatMap(service -> service.blocks().stream()
                                .map(block -> service.ref().service() + "/" + block.name() + "="
                                        + version(plan, block.target()) + "*" + block.weight()
                                        + block.fallback()
                                                .map(hash -> "/" + version(plan, hash))
                                                .orElse("")
                                        + (service.rolloutInProgress() ? "~" : "")))
                        .collect(Collectors.joining(" "))
                + (plan.resolve().isEmpty() ? "" : " resolve " + plan.resolve())
                + (plan.removals().isEmpty()
                        ? ""
                        : " removals "
                                + plan.removals().stream()
                                        .map(removal -> removal.service().service()
                                                + removal.block()
                                                        .map(block -> "/" + block)
                                                        .orElse(""))
                                        .toList());
    }

    static String action(Action action) {
        return action.key() + " (" + action.reason() + ")";
    }

    private static String version(HostPlan plan, String hash) {
        return plan.releases().get(hash).version() + "@" + hash.substring(0, 4);
    }
}
