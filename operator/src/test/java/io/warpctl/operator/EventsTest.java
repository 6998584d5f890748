package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.warpctl.crds.WarpService;
import io.warpctl.operator.events.EventRecorder;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.Objects;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatIsToldAgainIsCounted() {
        try (Cluster cluster = Cluster.start()) {
            cluster.stopOperator();
            WarpService service = cluster.apply(Objects.service("hello", "local", "1.0.0", "b1"));
            EventRecorder recorder = new EventRecorder(cluster.people());
            io.warpctl.core.rollout.Event ended = new io.warpctl.core.rollout.Event(
                    io.warpctl.core.rollout.Event.Type.Normal, "RolloutEnded", "all run");
            recorder.record(service, ended, NOW);
            recorder.record(service, ended, NOW.plusSeconds(30));
            recorder.record(service, ended, NOW.plusSeconds(60));
            recorder.record(
                    service,
                    new io.warpctl.core.rollout.Event(io.warpctl.core.rollout.Event.Type.Warning, "Returning", "bad"),
                    NOW);
            List<Event> events = cluster.people()
                    .v1()
                    .events()
                    .inNamespace(Cluster.NAMESPACE)
                    .list()
                    .getItems();
            assertThat(events)
                    .filteredOn(event -> event.getReason().equals("RolloutEnded"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getCount()).isEqualTo(3);
                        assertThat(event.getFirstTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
                        assertThat(event.getLastTimestamp()).isEqualTo("2026-01-01T00:01:00Z");
                        assertThat(event.getInvolvedObject().getName()).isEqualTo("hello");
                        assertThat(event.getInvolvedObject().getUid())
                                .isEqualTo(service.getMetadata().getUid());
                    });
            assertThat(events)
                    .filteredOn(event -> event.getReason().equals("Returning"))
                    .hasSize(1);
        }
    }
}
