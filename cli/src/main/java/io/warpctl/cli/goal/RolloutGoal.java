package io.warpctl.cli.goal;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.common.Condition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Every block runs what is declared for it; holding on purpose counts as having got there.
 *
 * @param generation generation of the spec that must have been seen
 */
public record RolloutGoal(long generation) implements Goal {
    private static final Set<String> HELD = Set.of("HeldAtPercent", "Paused");

    @Override
    public Verdict judge(ServiceObjects objects) {
        String service = "service \"" + Observed.name(objects) + "\"";
        if (!Observed.generation(objects, generation)) {
            return Verdict.waiting("Waiting for the operator to see the change of " + service + "...");
        }
        Optional<String> stalled = Observed.stalled(objects);
        if (stalled.isPresent()) {
            return Verdict.failed("the rollout of " + service + " came to a stop: " + stalled.get());
        }
        Optional<Condition> ready = Observed.condition(objects, "Ready");
        if (ready.map(Condition::holds).orElse(false)) {
            return HELD.contains(ready.get().reason())
                    ? Verdict.done(service + " is held: " + ready.get().message())
                    : Verdict.done(service + " successfully rolled out");
        }
        return Verdict.waiting("Waiting for the rollout of " + service + ": "
                + Objects.requireNonNullElse(objects.status().blocks(), "0")
                + " blocks run what is declared"
                + ready.map(condition -> "; " + condition.message()).orElse(""));
    }
}
