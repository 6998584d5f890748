package io.warpctl.cli.goal;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import java.util.Optional;

/** What the operator says of a service. */
final class Observed {
    private Observed() {}

    /** Whether the operator has decided on the given generation of the spec, or a later one. */
    static boolean generation(ServiceObjects objects, long generation) {
        return objects.status().observedGeneration() >= generation;
    }

    static Optional<Condition> condition(ServiceObjects objects, String type) {
        return Conditions.find(objects.status().conditions(), type);
    }

    /** Why nothing comes forward any more, if that is so. */
    static Optional<String> stalled(ServiceObjects objects) {
        return condition(objects, "Stalled")
                .filter(Condition::holds)
                .map(condition -> condition.reason() + ": " + condition.message());
    }

    static String name(ServiceObjects objects) {
        return objects.service().getMetadata().getName();
    }
}
