package io.warpctl.operator.service;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.warpctl.core.report.Traffic;
import io.warpctl.core.rollout.Decision;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Rollout;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.service.DecisionStatus;
import io.warpctl.crds.service.ServiceStatus;
import io.warpctl.crds.service.TrafficShareStatus;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.events.EventRecorder;
import io.warpctl.operator.gather.ServiceInputs;
import io.warpctl.operator.gather.Snapshot;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Reconciling;
import io.warpctl.operator.write.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First stage: decides what the blocks of a service run, and persists the decision. */
@ControllerConfiguration(name = "service")
public final class ServiceReconciler implements Reconciler<WarpService>, Cleaner<WarpService> {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceReconciler.class);

    private final World world;
    private final Writer writer;
    private final EventRecorder events;
    private final Epoch epoch;
    private final InstantSource clock;
    private final Map<String, TrafficWindow> windows = new ConcurrentHashMap<>();

    /**
     * A reconciler of all services.
     *
     * @param world what is known
     * @param writer writes decisions
     * @param events tells people
     * @param epoch which leadership decides
     * @param clock the time
     */
    public ServiceReconciler(World world, Writer writer, EventRecorder events, Epoch epoch, InstantSource clock) {
        this.world = world;
        this.writer = writer;
        this.events = events;
        this.epoch = epoch;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, WarpService>> prepareEventSources(EventSourceContext<WarpService> context) {
        return ServiceTriggers.of(world);
    }

    @Override
    public UpdateControl<WarpService> reconcile(WarpService service, Context<WarpService> context) {
        return Reconciling.of(
                service,
                () -> decide(service),
                () -> UpdateControl.<WarpService>noUpdate().rescheduleAfter(Reconciling.SOON));
    }

    private UpdateControl<WarpService> decide(WarpService service) {
        long leaderEpoch = epoch.current();
        if (storedEpoch(service) > leaderEpoch) {
            LOG.warn("a later leader decided for this service: leaving it alone");
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        Snapshot snapshot = world.snapshot();
        ServiceInputs inputs = ServiceInputs.of(snapshot, service);
        Decision decision = inputs.decidable()
                ? Rollout.decide(inputs.spec(), inputs.state(), inputs.known(), inputs.hosts(), now)
                : new Decision(inputs.state(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        ServiceWriter apply = new ServiceWriter(writer, snapshot, service, leaderEpoch, now);
        decision.toCreate().ifPresent(apply::createRelease);
        List<WarpBlock> blocks = apply.blocks(inputs);
        ServiceStatus status =
                new ServiceStatuses(service, inputs, decision, leaderEpoch, now).status(traffic(service, inputs, now));
        if (writer.replaceStatus(service, status)) {
            LOG.info("{}", Summary.of(status));
            decision.events().forEach(event -> events.record(service, event, now));
        }
        apply.blockStatuses(blocks, inputs, decision);
        apply.releases(decision.state());
        return wake(decision, now);
    }

    @Override
    public DeleteControl cleanup(WarpService service, Context<WarpService> context) {
        return Reconciling.of(
                service,
                () -> remove(service),
                () -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Reconciling.SOON.toMillis()));
    }

    private DeleteControl remove(WarpService service) {
        Snapshot snapshot = world.snapshot();
        List<String> waiting = Removal.waitingFor(snapshot, service);
        if (!waiting.isEmpty()) {
            writer.replaceStatus(service, Removal.status(service, waiting, clock.instant()));
            return DeleteControl.noFinalizerRemoval();
        }
        new ServiceWriter(writer, snapshot, service, epoch.current(), clock.instant()).deleteOwned();
        windows.remove(key(service));
        LOG.info("gone from every host");
        return DeleteControl.defaultDelete();
    }

    private List<TrafficShareStatus> traffic(WarpService service, ServiceInputs inputs, Instant now) {
        Map<String, List<Traffic>> counters = new HashMap<>();
        for (HostView host : inputs.hosts()) {
            counters.put(
                    host.name(),
                    host.report().traffic().stream()
                            .filter(traffic -> traffic.block()
                                    .service()
                                    .equals(inputs.spec().ref()))
                            .toList());
        }
        return windows.computeIfAbsent(key(service), unused -> new TrafficWindow())
                .add(counters, now)
                .map(shares -> shares.stream()
                        .map(share -> new TrafficShareStatus(share.version(), share.percent()))
                        .toList())
                .orElseGet(() -> ServiceInputs.status(service).traffic());
    }

    private static UpdateControl<WarpService> wake(Decision decision, Instant now) {
        UpdateControl<WarpService> control = UpdateControl.noUpdate();
        decision.wakeAt().ifPresent(at -> {
            Duration delay = Duration.between(now, at);
            control.rescheduleAfter(delay.compareTo(Reconciling.SOON) < 0 ? Reconciling.SOON : delay);
        });
        return control;
    }

    private static long storedEpoch(WarpService service) {
        return Optional.ofNullable(ServiceInputs.status(service).decision())
                .map(DecisionStatus::leaderEpoch)
                .orElse(0L);
    }

    private static String key(WarpService service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }
}
