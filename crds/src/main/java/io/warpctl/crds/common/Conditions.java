package io.warpctl.crds.common;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes lists of conditions. */
public final class Conditions {
    private Conditions() {}

    /** The condition of the given type, if the list has it. */
    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /** Whether the condition of the given type is there and holds. */
    public static boolean holds(List<Condition> conditions, String type) {
        return find(conditions, type).map(Condition::holds).orElse(false);
    }

    /**
     * The conditions to write: {@code next} as they are, but each keeps the transition time it had before unless its status differs.
     *
     * @param before what is stored
     * @param next what shall be stored; transition times in it are ignored
     * @param now the transition time of what is new
     */
    public static List<Condition> keepTransitions(List<Condition> before, List<Condition> next, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        List<Condition> result = new ArrayList<>();
        for (Condition c : next) {
            String since = find(before, c.type())
                    .filter(old -> old.status() == c.status())
                    .map(Condition::lastTransitionTime)
                    .orElse(time);
            result.add(new Condition(c.type(), c.status(), c.reason(), c.message(), since, c.observedGeneration()));
        }
        return List.copyOf(result);
    }
}
