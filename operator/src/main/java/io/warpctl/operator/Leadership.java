package io.warpctl.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.warpctl.operator.write.Epoch;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this operator leads, and in which epoch: the number of times the Lease changed hands, from 1. */
final class Leadership implements Epoch {
    static final String LEASE = "warp-operator";
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final KubernetesClient client;
    private final OperatorOptions.Election election;
    private final Runnable lost;
    private volatile boolean leading;
    private volatile long epoch;

    /** @param lost what to do when another one leads */
    Leadership(KubernetesClient client, OperatorOptions.Election election, Runnable lost) {
        this.client = client;
        this.election = election;
        this.lost = lost;
    }

    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(election.namespace())
                .withIdentity(election.identity())
                .withLeaderCallbacks(new LeaderCallbacks(this::started, this::stopped, this::changed))
                .withExitOnStopLeading(false)
                .build();
    }

    @Override
    public long current() {
        if (epoch == 0) {
            epoch = read();
        }
        if (!leading) {
            throw new IllegalStateException("operator " + election.identity() + " does not lead");
        }
        return epoch;
    }

    private long read() {
        Lease lease = client.leases()
                .inNamespace(election.namespace())
                .withName(LEASE)
                .require();
        leading = election.identity().equals(lease.getSpec().getHolderIdentity());
        return 1 + Optional.ofNullable(lease.getSpec().getLeaseTransitions()).orElse(0);
    }

    /** Lets the next one lead without waiting for the Lease to run out. */
    void release() {
        try {
            client.leases().inNamespace(election.namespace()).withName(LEASE).edit(this::released);
        } catch (KubernetesClientException e) {
            LOG.warn("the Lease {} runs out by itself, since it cannot be given back: {}", LEASE, e.getMessage());
        }
    }

    private Lease released(Lease lease) {
        return election.identity().equals(lease.getSpec().getHolderIdentity())
                ? new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("")
                        .endSpec()
                        .build()
                : lease;
    }

    private void started() {
        LOG.info("{} leads", election.identity());
        leading = true;
    }

    private void stopped() {
        LOG.warn("{} does not lead any more", election.identity());
        leading = false;
        lost.run();
    }

    private void changed(String identity) {
        LOG.info("leader is {}", identity);
    }
}
