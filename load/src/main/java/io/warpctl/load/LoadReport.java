package io.warpctl.load;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a finished run saw: per phase, over time, and request by request. */
public final class LoadReport {
    private final Instant started;
    private final List<PhaseReport> phases;
    private final List<TimelineEntry> timeline;
    private final Supplier<Stream<Answer>> answers;

    LoadReport(
            Instant started, List<PhaseReport> phases, List<TimelineEntry> timeline, Supplier<Stream<Answer>> answers) {
        this.started = Objects.requireNonNull(started);
        this.phases = List.copyOf(phases);
        this.timeline = List.copyOf(timeline);
        this.answers = answers;
    }

    /** When the first slot was. */
    public Instant started() {
        return started;
    }

    /** The phases that had requests, in order. */
    public List<PhaseReport> phases() {
        return phases;
    }

    /** The phase of that name, the last one if a name was used twice. */
    public Optional<PhaseReport> phase(String name) {
        return phases.stream().filter(p -> p.name().equals(name)).reduce((first, second) -> second);
    }

    /** Requests of all phases. */
    public long requests() {
        return phases.stream().mapToLong(PhaseReport::requests).sum();
    }

    /** Failed requests of all phases. */
    public long failed() {
        return phases.stream().mapToLong(PhaseReport::failed).sum();
    }

    /** Up to 20 failed requests of each kind and phase. */
    public List<Failure> failures() {
        return phases.stream().flatMap(p -> p.examples().stream()).toList();
    }

    /** The run in quarters of a second, without gaps. */
    public List<TimelineEntry> timeline() {
        return timeline;
    }

    /** Every answered request, in the order of the answers. */
    public Stream<Answer> answers() {
        return answers.get();
    }

    /** When the last request that this container answered was sent; empty if it answered none. */
    public Optional<Instant> lastSentTo(String container) {
        return answers()
                .filter(a -> a.backend().container().equals(container))
                .map(Answer::sent)
                .max(Instant::compareTo);
    }

    /** The answers of this container to requests that were sent after an instant, such as an acknowledged switch. */
    public List<Answer> sentTo(String container, Instant after) {
        return answers()
                .filter(a ->
                        a.backend().container().equals(container) && a.sent().isAfter(after))
                .toList();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var phase : phases) {
            text.append("%-24s %7.1f s %8d requests %5d failed  p50 %.1f ms  p99 %.1f ms  %s%n"
                    .formatted(
                            phase.name(),
                            phase.seconds(),
                            phase.requests(),
                            phase.failed(),
                            phase.p50Millis(),
                            phase.p99Millis(),
                            phase.versions()));
            phase.examples()
                    .forEach(failure -> text.append("    ").append(failure).append(System.lineSeparator()));
        }
        return text.toString();
    }
}
