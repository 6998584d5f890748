package io.warpctl.operator.environment;

import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.environment.NetworkSpec;
import io.warpctl.crds.environment.TableRange;
import java.util.Optional;

/** Pools of two environments on one host: either the same, or nothing in common. */
final class Pools {
    private Pools() {}

    /**
     * What of the younger environment does not go with the older one.
     *
     * @return one half of a sentence, with the fix; empty when they go together
     */
    static Optional<String> difference(WarpEnvironment older, WarpEnvironment younger) {
        NetworkSpec network = older.getSpec().servicesNetwork();
        if (!network.equals(younger.getSpec().servicesNetwork())) {
            return Optional.of(
                    "its spec.servicesNetwork is used, not this one's: make both the same, or choose other hosts");
        }
        TableRange ours = younger.getSpec().routingTables();
        TableRange theirs = older.getSpec().routingTables();
        boolean common = ours.from() <= theirs.to() && theirs.from() <= ours.to();
        return common && !ours.equals(theirs)
                ? Optional.of("spec.routingTables overlaps with its own: make both the same, or keep them apart")
                : Optional.empty();
    }
}
