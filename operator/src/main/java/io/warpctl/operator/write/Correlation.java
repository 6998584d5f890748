package io.warpctl.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** Marks all log lines of one reconciliation with one id. */
public final class Correlation implements AutoCloseable {
    private static final String KEY = "reconcile";

    private Correlation() {}

    /** From here to {@link #close()} log lines carry a new id. */
    public static Correlation of(HasMetadata primary) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        MDC.put(KEY, primary.getKind() + "/" + primary.getMetadata().getName() + "/" + id);
        return new Correlation();
    }

    @Override
    public void close() {
        MDC.remove(KEY);
    }
}
