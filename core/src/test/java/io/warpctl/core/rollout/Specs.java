package io.warpctl.core.rollout;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.ReleaseTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declarations that differ in one field. */
public final class Specs {
    private Specs() {}

    public static ServiceSpec version(ServiceSpec old, String version) {
        return new Change(old).version(version).done();
    }

    public static ServiceSpec percent(ServiceSpec old, int percent) {
        return new Change(old).percent(percent).done();
    }

    public static ServiceSpec inFlight(ServiceSpec old, int maxBlocksInFlight) {
        return new Change(old).inFlight(maxBlocksInFlight).done();
    }

    public static ServiceSpec deadline(ServiceSpec old, int seconds) {
        return new Change(old).deadline(seconds).done();
    }

    public static ServiceSpec autoRollback(ServiceSpec old, boolean autoRollback) {
        return new Change(old).autoRollback(autoRollback).done();
    }

    public static ServiceSpec paused(ServiceSpec old, boolean paused) {
        return new Change(old).paused(paused).done();
    }

    public static ServiceSpec pinned(ServiceSpec old, long revision) {
        return new Change(old)
                .pinned(Optional.of(new PinnedRelease(revision, old.templateHash())))
                .done();
    }

    public static ServiceSpec retry(ServiceSpec old, String hash, String nonce) {
        return new Change(old).retry(Optional.of(new Retry(hash, nonce))).done();
    }

    public static ServiceSpec blocks(ServiceSpec old, List<BlockSpec> blocks) {
        return new Change(old).blocks(blocks).done();
    }

    public static ServiceSpec env(ServiceSpec old, Map<String, String> env) {
        return new Change(old).env(env).done();
    }

    public static ServiceSpec health(ServiceSpec old, Health health) {
        return new Change(old).health(health).done();
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

    private static final class Change {
        private final ServiceSpec old;
        private String version;
        private ReleaseTemplate template;
        private List<BlockSpec> blocks;
        private int percent;
        private int inFlight;
        private int deadline;
        private boolean autoRollback;
        private boolean paused;
        private Optional<PinnedRelease> pinned;
        private Optional<Retry> retry;
        private Health health;

        Change(ServiceSpec old) {
            this.old = old;
            version = old.version();
            template = old.template();
            blocks = old.blocks();
            percent = old.percent();
            inFlight = old.maxBlocksInFlight();
            deadline = old.progressDeadlineSeconds();
            autoRollback = old.autoRollback();
            paused = old.paused();
            pinned = old.pinnedRelease();
            retry = old.retry();
            health = old.health();
        }

        Change version(String value) {
            version = value;
            return this;
        }

        Change percent(int value) {
            percent = value;
            return this;
        }

        Change inFlight(int value) {
            inFlight = value;
            return this;
        }

        Change deadline(int value) {
            deadline = value;
            return this;
        }

        Change autoRollback(boolean value) {
            autoRollback = value;
            return this;
        }

        Change paused(boolean value) {
            paused = value;
            return this;
        }

        Change pinned(Optional<PinnedRelease> value) {
            pinned = value;
            return this;
        }

        Change retry(Optional<Retry> value) {
            retry = value;
            return this;
        }

        Change health(Health value) {
            health = value;
            return this;
        }

        Change blocks(List<BlockSpec> value) {
            blocks = value;
            return this;
        }

        Change env(Map<String, String> value) {
            template = new ReleaseTemplate(
                    template.image(),
                    template.imageId(),
                    template.version(),
                    template.configVersion(),
                    template.command(),
                    value,
                    template.ports(),
                    template.volumes(),
                    template.user(),
                    template.memoryBytes(),
                    template.milliCpus());
            return this;
        }

        ServiceSpec done() {
            return new ServiceSpec(
                    old.ref(),
                    old.generation() + 1,
                    old.image(),
                    version,
                    template,
                    blocks,
                    percent,
                    inFlight,
                    deadline,
                    autoRollback,
                    paused,
                    pinned,
                    retry,
                    old.hostNames(),
                    old.hiddenPrefixes(),
                    health,
                    old.timing());
        }
    }
}
