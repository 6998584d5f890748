package io.warpctl.core.rollout;

import io.warpctl.core.plan.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declarations that differ in one field. */
public final class Specs {
    private Specs() {}

    public static ServiceSpec version(ServiceSpec old, String version) {
        return new SpecChange(old).version(version).done();
    }

    public static ServiceSpec percent(ServiceSpec old, int percent) {
        return new SpecChange(old).percent(percent).done();
    }

    public static ServiceSpec inFlight(ServiceSpec old, int maxBlocksInFlight) {
        return new SpecChange(old).inFlight(maxBlocksInFlight).done();
    }

    public static ServiceSpec deadline(ServiceSpec old, int seconds) {
        return new SpecChange(old).deadline(seconds).done();
    }

    public static ServiceSpec autoRollback(ServiceSpec old, boolean autoRollback) {
        return new SpecChange(old).autoRollback(autoRollback).done();
    }

    public static ServiceSpec paused(ServiceSpec old, boolean paused) {
        return new SpecChange(old).paused(paused).done();
    }

    public static ServiceSpec pinned(ServiceSpec old, long revision) {
        return new SpecChange(old)
                .pinned(new PinnedRelease(revision, old.templateHash()))
                .done();
    }

    public static ServiceSpec retry(ServiceSpec old, String hash, String nonce) {
        return new SpecChange(old).retry(new Retry(hash, nonce)).done();
    }

    public static ServiceSpec blocks(ServiceSpec old, List<BlockSpec> blocks) {
        return new SpecChange(old).blocks(blocks).done();
    }

    public static ServiceSpec env(ServiceSpec old, Map<String, String> env) {
        return new SpecChange(old).env(env).done();
    }

    public static ServiceSpec health(ServiceSpec old, Health health) {
        return new SpecChange(old).health(health).done();
    }

    /** The declaration with one block given a version of its own. */
    public static ServiceSpec ownVersion(ServiceSpec old, String block, String version) {
        return blocks(
                old,
                old.blocks().stream()
                        .map(spec -> spec.name().equals(block)
                                ? new BlockSpec(
                                        spec.name(), spec.weight(), spec.order(), Optional.of(version), spec.hosts())
                                : spec)
                        .toList());
    }
}
