package io.warpctl.node.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.warpctl.core.report.HostCondition;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.map.Plans;
import io.warpctl.node.plan.PlanOffer;
import io.warpctl.node.plan.PlanReading;
import io.warpctl.node.plan.PlanSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WarpHostPlan named as the host. An API server that cannot be reached, and a plan that is deleted, leave the plan in
 * force as it is.
 */
public final class ApiPlanSource implements PlanSource {
    private static final Logger LOG = LoggerFactory.getLogger(ApiPlanSource.class);

    private final SharedIndexInformer<WarpHostPlan> informer;
    private volatile PlanReading latest = PlanReading.NOTHING;
    private volatile Optional<WarpHostPlan> resource = Optional.empty();
    private String problem = "";

    /** @param client stays open when the source is closed */
    public ApiPlanSource(KubernetesClient client, String host) {
        // Resyncs would repeat what is known: the informer lists anew whenever its watch breaks.
        informer = client.resources(WarpHostPlan.class).withName(host).runnableInformer(0);
    }

    @Override
    public void start(Runnable changed) {
        informer.exceptionHandler((started, failure) -> retry(failure));
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(WarpHostPlan plan) {
                seen(plan);
                changed.run();
            }

            @Override
            public void onUpdate(WarpHostPlan before, WarpHostPlan plan) {
                seen(plan);
                changed.run();
            }

            @Override
            public void onDelete(WarpHostPlan plan, boolean unknown) {
                LOG.warn(
                        "the plan {} was deleted: what runs goes on",
                        plan.getMetadata().getName());
                resource = Optional.empty();
            }
        });
        informer.start();
    }

    @Override
    public PlanReading latest() {
        return latest;
    }

    /** The resource as it was seen last; empty when there is none. */
    Optional<WarpHostPlan> resource() {
        return resource;
    }

    @Override
    public void close() {
        informer.close();
    }

    private void seen(WarpHostPlan plan) {
        resource = Optional.of(plan);
        problem = "";
        try {
            latest = new PlanReading(Optional.of(new PlanOffer(Plans.toCore(plan.getSpec()), true)), List.of());
        } catch (RuntimeException e) {
            String message = "the plan cannot be read: " + e.getMessage();
            HostCondition condition = new HostCondition("PlanRefused", true, "Invalid", message);
            latest = new PlanReading(latest.offer(), List.of(condition));
        }
    }

    private boolean retry(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.equals(problem)) {
            problem = message;
            LOG.warn("the plan cannot be watched, the last one stays in force: {}", message);
        }
        return true;
    }
}
