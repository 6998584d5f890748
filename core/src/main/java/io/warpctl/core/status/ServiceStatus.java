package io.warpctl.core.status;

import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The status of a WarpService, but for what {@link io.warpctl.core.rollout.ServiceState} already says.
 *
 * @param stableRelease name of the stable release
 * @param targetRelease name of the release the service is on its way to, or runs
 * @param step what is being done, in a few words, such as {@code 2/5: g1}
 * @param blocks how many blocks run what they should, such as {@code 3/5}
 * @param conditions all conditions that have a place in the status now
 */
public record ServiceStatus(
        Optional<String> stableRelease,
        Optional<String> targetRelease,
        String step,
        String blocks,
        List<Condition> conditions) {
    public ServiceStatus {
        stableRelease = stableRelease == null ? Optional.empty() : stableRelease;
        targetRelease = targetRelease == null ? Optional.empty() : targetRelease;
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(blocks, "blocks");
        conditions = List.copyOf(conditions);
    }

    /** The status of a service that was decided as {@code state} and whose hosts report as given. */
    public static ServiceStatus of(
            ServiceSpec spec, ServiceState state, List<Release> known, List<HostView> hosts, Instant now) {
        StatusView view = new StatusView(spec, state, known, hosts, now);
        ServiceConditions conditions = new ServiceConditions(view);
        return new ServiceStatus(
                state.stableRelease().flatMap(view.releases::byHash).map(Release::name),
                state.targetRelease().flatMap(view.releases::byHash).map(Release::name),
                conditions.step(),
                conditions.blocks(),
                conditions.all());
    }

    /** The condition of the given type, if it has a place in the status now. */
    public Optional<Condition> condition(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
