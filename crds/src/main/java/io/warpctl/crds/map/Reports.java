package io.warpctl.crds.map;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Draining;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Traffic;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.plan.BlockReportStatus;
import io.warpctl.crds.plan.ContainerStatus;
import io.warpctl.crds.plan.DrainingStatus;
import io.warpctl.crds.plan.FaultStatus;
import io.warpctl.crds.plan.ImageStatus;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.crds.plan.TrafficStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a node reports of its host: {@code status} of a WarpHostPlan. */
public final class Reports {
    private Reports() {}

    /**
     * The status to write for a report.
     *
     * @param report what the node reports
     * @param before the status as it is now, so that conditions keep their transition times; {@link PlanStatus#EMPTY} before the first
     * @param observedGeneration {@code metadata.generation} of the plan the report was made for
     * @param now the transition time of what is new
     */
    public static PlanStatus toResource(HostReport report, PlanStatus before, long observedGeneration, Instant now) {
        List<Condition> conditions = report.conditions().stream()
                .map(condition -> condition(condition, observedGeneration))
                .toList();
        return new PlanStatus(
                observedGeneration,
                report.acceptedGeneration(),
                report.blocks().stream().map(Reports::block).toList(),
                report.balancers().stream().map(Balancers::toResource).toList(),
                report.images().stream().map(Reports::image).toList(),
                report.traffic().stream().map(Reports::traffic).toList(),
                report.unclaimed(),
                Conditions.keepTransitions(before.conditions(), conditions, now));
    }

    /**
     * The report a status holds.
     *
     * @throws IllegalArgumentException when a time in it is none
     */
    public static HostReport toCore(PlanStatus status) {
        return new HostReport(
                status.acceptedGeneration(),
                status.blocks().stream().map(Reports::block).toList(),
                status.balancers().stream().map(Balancers::toCore).toList(),
                status.images().stream().map(Reports::image).toList(),
                status.traffic().stream().map(Reports::traffic).toList(),
                status.unclaimed(),
                status.conditions().stream().map(Reports::condition).toList());
    }

    private static Condition condition(HostCondition condition, long generation) {
        Condition.Status status = condition.status() ? Condition.Status.True : Condition.Status.False;
        return new Condition(condition.type(), status, condition.reason(), condition.message(), null, generation);
    }

    private static HostCondition condition(Condition condition) {
        return new HostCondition(condition.type(), condition.holds(), condition.reason(), condition.message());
    }

    private static BlockReportStatus block(BlockReport report) {
        ServiceRef service = report.block().service();
        return new BlockReportStatus(
                service.namespace(),
                service.environment(),
                service.service(),
                report.block().block(),
                Text.orNull(report.target()),
                report.containers().stream().map(Reports::container).toList(),
                report.fault().map(Reports::fault).orElse(null));
    }

    private static BlockReport block(BlockReportStatus status) {
        ServiceRef service = new ServiceRef(status.namespace(), status.environment(), status.service());
        return new BlockReport(
                service.block(status.block()),
                Text.orEmpty(status.target()),
                status.containers().stream().map(Reports::container).toList(),
                Optional.ofNullable(status.fault()).map(Reports::fault));
    }

    private static ContainerStatus container(ContainerReport report) {
        return new ContainerStatus(
                report.container(),
                Text.orNull(report.release()),
                Text.orNull(report.version()),
                Text.orNull(report.configVersion()),
                report.phase(),
                report.since().toString(),
                Text.orNull(report.message()),
                report.draining().map(Reports::draining).orElse(null));
    }

    private static ContainerReport container(ContainerStatus status) {
        return new ContainerReport(
                status.container(),
                Text.orEmpty(status.release()),
                status.version(),
                status.configVersion(),
                status.phase(),
                Text.instant(status.since()),
                status.message(),
                Optional.ofNullable(status.draining()).map(Reports::draining));
    }

    /** What a drain waits for, as a resource has it. */
    public static DrainingStatus draining(Draining draining) {
        return new DrainingStatus(
                draining.http(), draining.webSocket(), draining.until().toString());
    }

    private static Draining draining(DrainingStatus status) {
        return new Draining(status.http(), status.webSocket(), Text.instant(status.until()));
    }

    private static FaultStatus fault(Fault fault) {
        return new FaultStatus(
                fault.kind(),
                fault.reason(),
                Text.orNull(fault.message()),
                Text.orNull(fault.release()),
                fault.at().toString(),
                fault.logTail());
    }

    private static Fault fault(FaultStatus status) {
        return new Fault(
                status.kind(),
                status.reason(),
                Text.orEmpty(status.message()),
                Text.orEmpty(status.release()),
                Text.instant(status.at()),
                status.logTail());
    }

    private static ImageStatus image(ImageReport report) {
        return new ImageStatus(
                report.reference(),
                Text.orNull(report.id()),
                Text.orNull(report.version()),
                Text.orNull(report.reason()),
                Text.orNull(report.message()));
    }

    private static ImageReport image(ImageStatus status) {
        return new ImageReport(status.reference(), status.id(), status.version(), status.reason(), status.message());
    }

    private static TrafficStatus traffic(Traffic traffic) {
        BlockRef block = traffic.block();
        return new TrafficStatus(
                block.service().namespace(),
                block.service().environment(),
                block.service().service(),
                block.block(),
                Text.orNull(traffic.release()),
                Text.orNull(traffic.version()),
                traffic.requests(),
                traffic.failures());
    }

    private static Traffic traffic(TrafficStatus status) {
        ServiceRef service = new ServiceRef(status.namespace(), status.environment(), status.service());
        return new Traffic(
                service.block(status.block()),
                Text.orEmpty(status.release()),
                status.version(),
                status.requests(),
                status.failures());
    }
}
