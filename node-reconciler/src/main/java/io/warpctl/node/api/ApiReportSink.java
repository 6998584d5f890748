package io.warpctl.node.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.map.Reports;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.node.report.HostFacts;
import io.warpctl.node.report.ReportSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Writes reports into the status of the host's WarpHostPlan, and facts into its WarpHost; renews its Lease meanwhile. */
public final class ApiReportSink implements ReportSink {
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String host;
    private final ApiPlanSource plans;
    private final InstantSource clock;
    private final HostStatusWriter hostStatus;
    private final LeaseRenewal lease;
    private final Retrying<HostReport> reports = new Retrying<>("plan-status", this::write);
    private final Retrying<HostStatusWriter.Said> facts;
    private final AtomicReference<HostFacts> lastFacts = new AtomicReference<>();
    private volatile List<HostCondition> lastConditions = List.of();

    /**
     * Begins to renew the Lease.
     *
     * @param client stays open when the sink is closed
     * @param plans where the host's plan is seen
     * @param nodeVersion version of this program
     */
    public ApiReportSink(
            KubernetesClient client, String host, ApiPlanSource plans, String nodeVersion, InstantSource clock) {
        this.client = client;
        this.host = host;
        this.plans = plans;
        this.clock = clock;
        this.hostStatus = new HostStatusWriter(client, host, nodeVersion, clock);
        this.facts = new Retrying<>("host-status", hostStatus::write);
        this.lease = new LeaseRenewal(client, host, clock);
    }

    @Override
    public void publish(HostReport report) {
        reports.offer(report);
        if (!report.conditions().equals(lastConditions)) {
            lastConditions = report.conditions();
            offerFacts();
        }
    }

    @Override
    public void publish(HostFacts found) {
        lastFacts.set(found);
        offerFacts();
    }

    @Override
    public void close() {
        reports.close();
        facts.close();
        lease.close();
    }

    private void offerFacts() {
        Optional.ofNullable(lastFacts.get())
                .ifPresent(found -> facts.offer(new HostStatusWriter.Said(found, lastConditions)));
    }

    /** Replaces the status of the plan as it was seen; when it has changed since, of the plan as it is now. */
    private void write(HostReport report) {
        Optional<WarpHostPlan> seen = plans.resource();
        if (seen.isEmpty()) {
            throw new IllegalStateException("there is no WarpHostPlan " + host + " yet");
        }
        try {
            replace(seen.get(), report);
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
            WarpHostPlan present =
                    client.resources(WarpHostPlan.class).withName(host).get();
            replace(Objects.requireNonNull(present, "the WarpHostPlan was deleted"), report);
        }
    }

    private void replace(WarpHostPlan stored, HostReport report) {
        PlanStatus before = stored.getStatus() == null ? PlanStatus.EMPTY : stored.getStatus();
        PlanStatus after =
                Reports.toResource(report, before, observedGeneration(stored, before, report), clock.instant());
        if (after.equals(before)) {
            return;
        }
        WarpHostPlan copy = client.getKubernetesSerialization().clone(stored);
        copy.setStatus(after);
        client.resource(copy).updateStatus();
    }

    /** The stored plan was looked at when the report follows it, or says why not; else the report is of an earlier one. */
    private static long observedGeneration(WarpHostPlan stored, PlanStatus before, HostReport report) {
        boolean followed = stored.getSpec().generation() == report.acceptedGeneration();
        boolean refused = report.conditions().stream()
                .anyMatch(condition -> condition.type().equals("PlanRefused") && condition.status());
        return followed || refused ? stored.getMetadata().getGeneration() : before.observedGeneration();
    }
}
