package io.warpctl.node;

import io.warpctl.core.report.HostReport;
import io.warpctl.node.report.ReportPolicy;
import io.warpctl.node.report.ReportSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes reports as often as the policy says. */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ReportSink sink;
    private Optional<HostReport> last = Optional.empty();
    private Instant lastAt = Instant.EPOCH;
    private String problem = "";

    Reporter(ReportSink sink) {
        this.sink = sink;
    }

    /**
     * Publishes the report if it is due.
     *
     * @return when it will be, if it is not
     */
    Optional<Instant> offer(HostReport report, Instant now) {
        Optional<Instant> due = ReportPolicy.due(last, lastAt, report, now);
        if (due.isEmpty() || due.get().isAfter(now)) {
            return due;
        }
        try {
            sink.publish(report);
            last = Optional.of(report);
            lastAt = now;
            problem = "";
            return Optional.empty();
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                LOG.warn("the report could not be published: {}", message);
                problem = message;
            }
            return Optional.of(now.plus(RETRY));
        }
    }
}
