package io.warpctl.cli.demo;

import io.warpctl.load.LoadReport;
import io.warpctl.load.PhaseReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the load must have seen if the story went as told: pure. */
final class Expectations {
    private static final Map<String, Set<String>> VERSIONS = Map.of(
            "deploy-1.0.0", Set.of("1.0.0"),
            "rollout-1.1.0", Set.of("1.0.0", "1.1.0"),
            "rollback-1.0.0", Set.of("1.0.0", "1.1.0"),
            "rollout-1.1.0-again", Set.of("1.0.0", "1.1.0"),
            "reject-1.2.0", Set.of("1.1.0"),
            "repair", Set.of("1.1.0"));

    /** Every block switches in two rollouts, one rollback and the second rollout. */
    private static final int SWITCHES = 12;

    /** A switch back begins before it is acknowledged. */
    private static final Duration SWITCH_BACK = Duration.ofSeconds(2);

    private Expectations() {}

    /** What was expected and not seen, one sentence each. */
    static List<String> missing(List<PhaseReport> phases, List<Switch> switches) {
        List<String> missing = new ArrayList<>();
        for (PhaseReport phase : phases) {
            Set<String> expected = VERSIONS.get(phase.name());
            if (expected != null && !phase.versions().keySet().equals(expected)) {
                missing.add("in " + phase.name() + " the versions " + sorted(expected) + " answer, and no others: "
                        + sorted(phase.versions().keySet()) + " did");
            }
        }
        if (switches.size() < SWITCHES) {
            missing.add(SWITCHES + " switches of a block: " + switches.size() + " were");
        }
        switches.stream()
                .filter(seen -> seen.lastSelectedMillis().isEmpty())
                .map(seen -> "the balancer's counters after the switch of block " + seen.block())
                .forEach(missing::add);
        return missing;
    }

    /** Answers of old containers to requests that were sent after the switch was acknowledged, by the client's own records. */
    static List<String> late(LoadReport load, List<Switch> switches) {
        List<String> late = new ArrayList<>();
        for (Switch seen : switches) {
            Instant servesAgain = switches.stream()
                    .filter(other -> other.to().equals(seen.from()))
                    .map(Switch::acknowledged)
                    .filter(at -> at.isAfter(seen.acknowledged()))
                    .min(Instant::compareTo)
                    .map(at -> at.minus(SWITCH_BACK))
                    .orElse(Instant.MAX);
            long count = load.sentTo(seen.fromId(), seen.acknowledged()).stream()
                    .filter(answer -> answer.sent().isBefore(servesAgain))
                    .count();
            if (count > 0) {
                late.add("no request sent after the acknowledged switch of block " + seen.block()
                        + " reaches the old container: " + count + " did");
            }
        }
        return late;
    }

    private static String sorted(Set<String> versions) {
        return String.join(", ", versions.stream().sorted().toList());
    }
}
