package io.warpctl.crds.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.common.HealthSpec;
import io.warpctl.crds.common.ReleaseTemplateSpec;
import io.warpctl.crds.plan.PlanSpec;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.crds.release.ReleaseOrigin;
import io.warpctl.crds.service.ReleaseRef;
import io.warpctl.crds.service.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int SEEDS = 200;
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void plans() {
        forSeeds(samples -> {
            HostPlan plan = samples.of(HostPlan.class);
            assertThat(Plans.toCore(throughJson(Plans.toResource(plan), PlanSpec.class)))
                    .isEqualTo(plan);
        });
    }

    @Test
    void reports() {
        forSeeds(samples -> {
            HostReport report = samples.of(HostReport.class);
            PlanStatus status = Reports.toResource(report, PlanStatus.EMPTY, 7, Instant.EPOCH);
            assertThat(Reports.toCore(throughJson(status, PlanStatus.class))).isEqualTo(report);
        });
    }

    /** The schema requires the field, and the server refuses a report without it. */
    @Test
    void aContainerThatHasNoNameYetIsReportedWithAnEmptyOne() {
        ContainerReport waiting = new ContainerReport(
                "",
                "40bb99",
                "1.0.0",
                "",
                Phase.Pulling,
                Instant.EPOCH,
                "waits for image hello:1.0.0",
                Optional.empty());
        BlockReport block = new BlockReport(
                new ServiceRef("default", "local", "hello").block("beta"),
                "40bb99",
                List.of(waiting),
                Optional.empty());
        HostReport report = new HostReport(3, List.of(block), List.of(), List.of(), List.of(), List.of(), List.of());

        String json = serialization.asJson(Reports.toResource(report, PlanStatus.EMPTY, 7, Instant.EPOCH));

        assertThat(json).contains("\"container\":\"\"");
        assertThat(serialization.asJson(
                        new BlockHostStatus("a", "", null, null, null, Phase.Pulling, null, null, null)))
                .contains("\"container\":\"\"");
    }

    @Test
    void templatesAndHealth() {
        forSeeds(samples -> {
            ReleaseTemplate template = samples.of(ReleaseTemplate.class);
            assertThat(Templates.toCore(throughJson(Templates.toResource(template), ReleaseTemplateSpec.class)))
                    .isEqualTo(template);
            Health health = samples.of(Health.class);
            assertThat(Healths.toCore(throughJson(Healths.toResource(health), HealthSpec.class)))
                    .isEqualTo(health);
        });
    }

    @Test
    void releases() {
        Release release = Release.of("hello", 3, new Samples(1, true).of(ReleaseTemplate.class));
        WarpRelease resource = Releases.toResource(release, "default", "hello", new ReleaseOrigin("kubectl", null));
        assertThat(Releases.toCore(throughJson(resource, WarpRelease.class))).isEqualTo(release);
    }

    @Test
    void decisions() {
        forSeeds(samples -> {
            ServiceState state = samples.of(ServiceState.class);
            ServiceStatus status = new ServiceStatus(
                    1L,
                    null,
                    ref(state.stableRelease()),
                    ref(state.targetRelease()),
                    null,
                    null,
                    null,
                    null,
                    Decisions.quarantined(state),
                    Decisions.toResource(state, 1),
                    null);
            assertThat(Decisions.toCore(throughJson(status, ServiceStatus.class)))
                    .isEqualTo(state);
        });
    }

    @Test
    void aStatusWithoutDecisionMeansThatNothingWasDecided() {
        assertThat(Decisions.toCore(ServiceStatus.EMPTY)).isEqualTo(ServiceState.EMPTY);
    }

    @Test
    void theDefaultsOfTheSchemaAreThoseOfCore() {
        assertThat(Healths.toCore(throughJson(Map.of(), HealthSpec.class))).isEqualTo(Health.DEFAULT);
        assertThat(Healths.toCore(null)).isEqualTo(Health.DEFAULT);
    }

    private static ReleaseRef ref(Optional<String> hash) {
        return hash.map(value -> new ReleaseRef(value, null, null, null)).orElse(null);
    }

    private static void forSeeds(Consumer<Samples> test) {
        for (long seed = 0; seed < SEEDS; seed++) {
            test.accept(new Samples(seed, seed % 2 == 0));
        }
    }

    private <T> T throughJson(Object value, Class<T> type) {
        return serialization.unmarshal(serialization.asJson(value), type);
    }
}
