package io.warpctl.node.api;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.crds.Warp;
import io.warpctl.node.common.Threads;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the host's Lease, which is how the control plane knows that its node is there. */
final class LeaseRenewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);
    private static final int DURATION_SECONDS = 40;
    private static final int INTERVAL_SECONDS = 10;

    private final KubernetesClient client;
    private final String host;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Threads.named("warp-lease"));
    private String problem = "";

    LeaseRenewal(KubernetesClient client, String host, InstantSource clock) {
        this.client = client;
        this.host = host;
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::renew, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void renew() {
        try {
            Lease present = client.leases()
                    .inNamespace(Warp.NODE_NAMESPACE)
                    .withName(host)
                    .get();
            if (present == null) {
                client.resource(renewed(new LeaseBuilder()
                                .withNewMetadata()
                                .withNamespace(Warp.NODE_NAMESPACE)
                                .withName(host)
                                .endMetadata()
                                .build()))
                        .create();
            } else {
                client.resource(renewed(present)).update();
            }
            problem = "";
        } catch (KubernetesClientException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                problem = message;
                LOG.warn("the Lease could not be renewed, trying again: {}", message);
            }
        }
    }

    private Lease renewed(Lease lease) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        return new LeaseBuilder(lease)
                .editOrNewSpec()
                .withHolderIdentity(host)
                .withLeaseDurationSeconds(DURATION_SECONDS)
                .withRenewTime(now)
                .endSpec()
                .build();
    }
}
