package io.warpctl.core.rollout;

import io.warpctl.core.report.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Measures how long a rollout has not come forward, and what that means. */
final class ProgressCheck {
    static final String PAUSED = "Paused";
    static final String HOST_FAULT = "HostFault";

    private final Context context;

    ProgressCheck(Context context) {
        this.context = context;
    }

    /** Brings the measurement up to date. */
    void run() {
        List<BlockView> inFlight = context.inFlight();
        if (inFlight.isEmpty() && context.draft.pending.isEmpty()) {
            context.draft.progress = Optional.empty();
            return;
        }
        String fingerprint = fingerprint(inFlight);
        int reached = inFlight.stream().mapToInt(this::reached).sum();
        String cause = cause(inFlight);
        Progress last = context.draft
                .progress
                .filter(progress -> progress.fingerprint().equals(fingerprint))
                .filter(progress -> progress.best() >= reached)
                .orElseGet(() -> new Progress(fingerprint, reached, context.now, Optional.empty(), ""));
        context.draft.progress = Optional.of(last.cause().equals(cause) ? last : changeCause(last, cause));
    }

    /** A candidate that is not healthy although its time is over, as a fault of its release. */
    Optional<Halt> overdue() {
        return context.draft
                .progress
                .filter(progress -> progress.suspended().isEmpty())
                .filter(progress -> !context.now.isBefore(deadline(progress)))
                .flatMap(progress -> context.inFlight().stream()
                        .filter(this::unhealthy)
                        .findFirst()
                        .map(block -> new Halt(
                                context.stateOf(block).target().orElseThrow(),
                                "ProgressDeadlineExceeded",
                                "block " + block.name() + " is not healthy and nothing came forward for "
                                        + context.spec.progressDeadlineSeconds() + " s",
                                context.now)));
    }

    /** When the deadline is reached if nothing happens before. */
    Optional<Instant> wakeAt() {
        return context.draft.progress.map(this::deadline).filter(context.now::isBefore);
    }

    private Instant deadline(Progress progress) {
        return progress.suspended().orElse(progress.since()).plusSeconds(context.spec.progressDeadlineSeconds());
    }

    /** Time during which it was suspended does not count. */
    private Progress changeCause(Progress last, String cause) {
        Duration uncounted =
                last.suspended().map(at -> Duration.between(at, context.now)).orElse(Duration.ZERO);
        return new Progress(
                last.fingerprint(),
                last.best(),
                last.since().plus(uncounted),
                cause.isEmpty() ? Optional.empty() : Optional.of(context.now),
                cause);
    }

    private String fingerprint(List<BlockView> inFlight) {
        String blocks = inFlight.stream()
                .map(block -> block.name() + "="
                        + shortened(context.stateOf(block).target().orElse("")))
                .collect(Collectors.joining(","));
        return context.draft
                .pending
                .map(pending -> blocks + "?" + pending.reference())
                .orElse(blocks);
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private int reached(BlockView block) {
        String target = context.stateOf(block).target().orElseThrow();
        return block.ready().stream()
                .mapToInt(host -> block.phase(host, target)
                        .map(phase -> phase.ordinal() + 1)
                        .orElse(0))
                .sum();
    }

    private String cause(List<BlockView> inFlight) {
        if (context.spec.paused()) {
            return PAUSED;
        }
        boolean host = inFlight.stream()
                .anyMatch(block -> block.ready().isEmpty() || block.hostFault().isPresent());
        boolean image = context.draft
                .pending
                .map(pending -> !pending.reason().isEmpty())
                .orElse(false);
        return host || image ? HOST_FAULT : "";
    }

    private boolean unhealthy(BlockView block) {
        String target = context.stateOf(block).target().orElseThrow();
        return !context.draft.isStable(target)
                && block.ready().stream()
                        .anyMatch(host -> block.phase(host, target)
                                .map(Phase.Starting::equals)
                                .orElse(false));
    }
}
