package io.warpctl.core.rollout;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.ReleaseTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A declaration with some fields changed. */
public final class SpecChange {
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

    public SpecChange(ServiceSpec old) {
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

    public SpecChange version(String value) {
        version = value;
        return this;
    }

    public SpecChange percent(int value) {
        percent = value;
        return this;
    }

    public SpecChange inFlight(int value) {
        inFlight = value;
        return this;
    }

    public SpecChange deadline(int value) {
        deadline = value;
        return this;
    }

    public SpecChange autoRollback(boolean value) {
        autoRollback = value;
        return this;
    }

    public SpecChange paused(boolean value) {
        paused = value;
        return this;
    }

    public SpecChange pinned(PinnedRelease value) {
        pinned = Optional.of(value);
        return this;
    }

    public SpecChange retry(Retry value) {
        retry = Optional.of(value);
        return this;
    }

    public SpecChange blocks(List<BlockSpec> value) {
        blocks = value;
        return this;
    }

    public SpecChange env(Map<String, String> value) {
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

    public SpecChange health(Health value) {
        health = value;
        return this;
    }

    /** The declaration as changed, one generation later. */
    public ServiceSpec done() {
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
