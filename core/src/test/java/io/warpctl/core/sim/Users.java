package io.warpctl.core.sim;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.PinnedRelease;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Retry;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.SpecChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** People: they deploy, change, undo, pause, delete. */
final class Users {
    private final World world;
    private final Dice dice;
    private final Scenario scenario;

    Users(World world, Scenario scenario) {
        this.world = world;
        this.dice = world.dice;
        this.scenario = scenario;
    }

    /** Plans what people do with a service until {@code until}. */
    void plan(ServiceRef ref, long until) {
        world.time.after(0, () -> world.api.create(scenario.spec(ref)));
        int changes = dice.between(1, 5);
        for (int i = 0; i < changes; i++) {
            world.time.after(dice.between(1000, (int) until), () -> change(ref));
        }
        if (dice.chance(0.04)) {
            int start = dice.between(5000, (int) until);
            for (int i = 0; i < 20; i++) {
                world.time.after(start + i * 500L, () -> world.api.change(ref, this::deploy));
            }
        }
        if (dice.chance(0.06)) {
            int at = dice.between(5000, (int) until);
            world.time.after(at, () -> world.api.delete(ref));
            if (dice.chance(0.7)) {
                createAgain(ref, at + dice.between(100, 30_000));
            }
        }
    }

    private void createAgain(ServiceRef ref, long at) {
        world.time.after(at - world.time.now(), () -> {
            if (world.api.services.containsKey(ref)) {
                createAgain(ref, world.time.now() + 5000);
            } else {
                world.api.create(scenario.spec(ref));
            }
        });
    }

    private void change(ServiceRef ref) {
        world.api.change(
                ref,
                switch (dice.between(0, 16)) {
                    case 0, 1, 2, 3, 4, 5 -> this::deploy;
                    case 6, 7 -> spec -> undo(ref, spec);
                    case 8 ->
                        spec -> new SpecChange(spec)
                                .percent(dice.pick(List.of(1, 34, 50, 67, 100)))
                                .done();
                    case 9 -> spec -> paused(ref, spec);
                    case 10 -> spec -> retry(ref, spec);
                    case 11, 12 -> this::blocks;
                    case 13 ->
                        spec -> new SpecChange(spec)
                                .env(Map.of("COLOR", dice.pick(List.of("red", "blue"))))
                                .done();
                    case 14 -> spec -> ownVersion(spec);
                    case 15 -> spec -> weights(spec);
                    default ->
                        spec -> new SpecChange(spec)
                                .autoRollback(!spec.autoRollback())
                                .inFlight(dice.between(1, 3))
                                .done();
                });
    }

    private ServiceSpec deploy(ServiceSpec spec) {
        return new SpecChange(spec)
                .version(Scenario.version(dice.between(0, Scenario.VERSIONS - 1)))
                .percent(dice.chance(0.8) ? 100 : dice.pick(List.of(20, 50)))
                .done();
    }

    private ServiceSpec undo(ServiceRef ref, ServiceSpec spec) {
        List<Release> releases = world.api.releases.get(ref);
        return releases.isEmpty()
                ? spec
                : new SpecChange(spec)
                        .pinned(new PinnedRelease(dice.pick(releases).revision(), spec.templateHash()))
                        .done();
    }

    /** Paused services are resumed most of the time. */
    private ServiceSpec paused(ServiceRef ref, ServiceSpec spec) {
        if (dice.chance(0.8)) {
            world.time.after(
                    dice.between(1000, 30_000),
                    () -> world.api.change(
                            ref, later -> new SpecChange(later).paused(false).done()));
        }
        return new SpecChange(spec).paused(true).done();
    }

    private ServiceSpec retry(ServiceRef ref, ServiceSpec spec) {
        List<Quarantine> entries = world.api.services.get(ref).state().quarantined();
        Optional<String> held = world.api.services.get(ref).state().held().map(halt -> halt.releaseHash());
        if (entries.isEmpty() && held.isEmpty()) {
            return spec;
        }
        String hash = held.orElseGet(() -> dice.pick(entries).releaseHash());
        return new SpecChange(spec)
                .retry(new Retry(hash, Long.toString(world.time.now())))
                .done();
    }

    private ServiceSpec blocks(ServiceSpec spec) {
        List<BlockSpec> blocks = new ArrayList<>(spec.blocks());
        if (blocks.size() > 1 && dice.chance(0.5)) {
            blocks.remove(dice.between(0, blocks.size() - 1));
        } else if (dice.chance(0.5)) {
            blocks.removeIf(block -> block.name().equals("b7"));
            blocks.add(scenario.block("b7", Optional.empty()));
        } else {
            BlockSpec moved = blocks.remove(0);
            blocks.add(0, scenario.block(moved.name(), moved.version()));
        }
        return new SpecChange(spec).blocks(blocks).done();
    }

    private ServiceSpec ownVersion(ServiceSpec spec) {
        Optional<String> version = dice.chance(0.3)
                ? Optional.empty()
                : Optional.of(Scenario.version(dice.between(0, Scenario.VERSIONS - 1)));
        return each(
                spec,
                block -> block.name().equals("b0")
                        ? new BlockSpec(block.name(), block.weight(), block.order(), version, block.hosts())
                        : block);
    }

    private ServiceSpec weights(ServiceSpec spec) {
        return each(
                spec,
                block -> new BlockSpec(
                        block.name(), dice.between(1, 100), block.order(), block.version(), block.hosts()));
    }

    private static ServiceSpec each(ServiceSpec spec, UnaryOperator<BlockSpec> change) {
        return new SpecChange(spec)
                .blocks(spec.blocks().stream().map(change).toList())
                .done();
    }
}
