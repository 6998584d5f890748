package io.warpctl.core.converge;

import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.ImageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which image ID a release runs, and what is to be done to have it on the host. */
final class Images {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HostObservation seen;
    private final Ledger ledger;
    private final Effects effects;
    private final Instant now;

    Images(HostObservation seen, Ledger ledger, Effects effects, Instant now) {
        this.seen = seen;
        this.ledger = ledger;
        this.effects = effects;
        this.now = now;
    }

    /** The template with its image resolved; empty while it is not, with the resolution under way. */
    Optional<ReleaseTemplate> resolved(ReleaseTemplate template) {
        if (template.imageId().isPresent()) {
            return Optional.of(template);
        }
        String reference = template.image();
        if (!ledger.images.containsKey(reference)) {
            ensure(reference, "").ifPresent(id -> ledger.images.put(reference, id));
        }
        return Optional.ofNullable(ledger.images.get(reference)).map(template::withImageId);
    }

    /** Whether the image of a resolved template is on the host; if not, getting it is under way. */
    boolean present(ReleaseTemplate template) {
        return ensure(template.image(), template.imageId().orElseThrow()).isPresent();
    }

    /** Resolves a reference for the operator. */
    ImageReport report(String reference) {
        Action.EnsureImage action = new Action.EnsureImage(reference, "", "the operator asks what it is");
        ensure(reference, "");
        ActionFailure failure = seen.failures().get(action.key());
        ImageReport found = seen.images().get(action.key());
        if (found != null) {
            return found;
        }
        return failure == null
                ? new ImageReport(reference, "", "", "", "")
                : new ImageReport(reference, "", "", failure.reason(), failure.message());
    }

    /** Why the image of a template cannot be had; empty while nothing failed. */
    Optional<Fault> fault(ReleaseTemplate template, String release) {
        String key = new Action.EnsureImage(template.image(), template.imageId().orElse(""), "").key();
        return Optional.ofNullable(seen.failures().get(key))
                .map(failure -> new Fault(
                        failure.kind(),
                        failure.reason(),
                        failure.message(),
                        release,
                        failure.at(),
                        java.util.List.of()));
    }

    private Optional<String> ensure(String reference, String expectedId) {
        Action.EnsureImage action = new Action.EnsureImage(reference, expectedId, "a container needs it");
        ImageReport found = seen.images().get(action.key());
        if (found != null && found.resolved()) {
            return Optional.of(found.id());
        }
        effects.retrying(action, SHORTEST, LONGEST, seen, now);
        return Optional.empty();
    }
}
