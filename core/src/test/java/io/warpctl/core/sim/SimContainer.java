package io.warpctl.core.sim;

import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ServiceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A container as it really is. */
final class SimContainer {
    final ContainerSpec spec;
    final BlockRef block;
    final String release;
    final String version;
    final Instant createdAt;
    Instant startedAt;
    ObservedContainer.State state = ObservedContainer.State.CREATED;
    Optional<Integer> exitCode = Optional.empty();
    Optional<List<String>> logTail = Optional.empty();
    /** Counts starts and ends, so that what was scheduled for an earlier life does not happen in this one. */
    int life;
    /** Whether it answers as a healthy one. */
    boolean healthy;
    /** Virtual time of its last start. */
    long bornAt;
    /** Virtual time since which it is healthy. */
    long healthySince;
    /** Virtual time at which it was healthy last. */
    long healthyUntil;
    /** Whether, since it started, it was reached through a balancer three times in a row and told the right version. */
    boolean verified;
    /** Whether it ever was, in this life or an earlier one. */
    boolean everVerified;

    /** Virtual time at which a balancer gave it weight last while it had none there. */
    long weightedAt;

    private ObservedContainer observed;

    SimContainer(ContainerSpec spec, Instant now) {
        this.spec = spec;
        this.createdAt = now;
        this.startedAt = now;
        ServiceRef service = new ServiceRef(
                spec.labels().get(Labels.NAMESPACE),
                spec.labels().get(Labels.ENVIRONMENT),
                spec.labels().get(Labels.SERVICE));
        this.block = service.block(spec.labels().get(Labels.BLOCK));
        this.release = spec.labels().get(Labels.RELEASE);
        this.version = spec.labels().get(Labels.VERSION);
    }

    String name() {
        return spec.name();
    }

    boolean running() {
        return state == ObservedContainer.State.RUNNING;
    }

    void heals(long now) {
        healthy = true;
        healthySince = now;
    }

    void changed() {
        observed = null;
    }

    ObservedContainer observed() {
        if (observed == null) {
            observed = new ObservedContainer(
                    "id-" + name(),
                    name(),
                    block,
                    spec.labels().get(Labels.SPEC_HASH),
                    release,
                    version,
                    state,
                    spec.address(),
                    createdAt,
                    startedAt,
                    exitCode,
                    false,
                    logTail);
        }
        return observed;
    }
}
