package io.warpctl.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What every reconciliation has around it: one id in all its log lines, and another look after a write that came too late. */
public final class Reconciling {
    /** How long the caches are given after a write that came too late. */
    public static final Duration SOON = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);
    private static final String KEY = "reconcile";

    private Reconciling() {}

    /**
     * Runs one reconciliation.
     *
     * @param primary what is reconciled
     * @param work the reconciliation
     * @param again what to answer when an object it wrote had changed meanwhile: to be looked at again {@link #SOON}
     * @param <C> what a reconciliation answers
     */
    public static <C> C of(HasMetadata primary, Supplier<C> work, Supplier<C> again) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        MDC.put(KEY, primary.getKind() + "/" + primary.getMetadata().getName() + "/" + id);
        try {
            return work.get();
        } catch (KubernetesClientException e) {
            if (!Writer.stale(e)) {
                throw e;
            }
            LOG.debug("acted on old news, looking again: {}", e.getMessage());
            return again.get();
        } finally {
            MDC.remove(KEY);
        }
    }
}
