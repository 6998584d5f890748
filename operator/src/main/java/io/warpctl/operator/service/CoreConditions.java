package io.warpctl.operator.service;

import io.warpctl.core.status.Conditions;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.operator.gather.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conditions as resources have them, and what a problem of the declaration does to them. Transition times are added later. */
final class CoreConditions {
    static final String HOST_NAME_CONFLICT = "HostNameConflict";
    private static final String NO_REASON = "AsExpected";

    private CoreConditions() {}

    static List<Condition> of(List<io.warpctl.core.status.Condition> conditions, Long generation) {
        return conditions.stream()
                .map(condition -> new Condition(
                        condition.type(),
                        Status.valueOf(condition.status().name()),
                        condition.reason().isEmpty() ? NO_REASON : condition.reason(),
                        condition.message(),
                        null,
                        generation))
                .toList();
    }

    /** Nothing goes on until a person acts; what serves is left as it is said. */
    static List<Condition> stalledBy(Problem problem, List<Condition> conditions, Long generation) {
        List<Condition> result = without(
                Set.of(Conditions.READY, Conditions.PROGRESSING, Conditions.RECONCILING, Conditions.STALLED),
                conditions);
        result.add(condition(Conditions.READY, Status.False, problem, generation));
        result.add(condition(Conditions.PROGRESSING, Status.False, problem, generation));
        result.add(condition(Conditions.STALLED, Status.True, problem, generation));
        return result;
    }

    /** A condition of its own, and not ready when no host name leads to the service. */
    static List<Condition> conflicting(
            Problem problem, List<Condition> conditions, Long generation, boolean unreachable) {
        List<Condition> result = without(unreachable ? Set.of(Conditions.READY) : Set.of(), conditions);
        if (unreachable) {
            result.add(condition(Conditions.READY, Status.False, problem, generation));
        }
        result.add(condition(HOST_NAME_CONFLICT, Status.True, problem, generation));
        return result;
    }

    private static List<Condition> without(Set<String> types, List<Condition> conditions) {
        List<Condition> result = new ArrayList<>(conditions);
        result.removeIf(condition -> types.contains(condition.type()));
        return result;
    }

    private static Condition condition(String type, Status status, Problem problem, Long generation) {
        return new Condition(type, status, problem.reason(), problem.message(), null, generation);
    }
}
