package io.warpctl.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.warpctl.core.rollout.BlockState;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.release.ReleaseSpec;
import io.warpctl.crds.service.PinnedRelease;
import io.warpctl.crds.service.ServiceSpec;
import io.warpctl.operator.harness.Objects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final List<WarpRelease> releases =
            LongStream.rangeClosed(1, 6).mapToObj(HistoryTest::release).toList();

    @Test
    void theOldestGoFirst() {
        assertThat(outdated(2, null, ServiceState.EMPTY)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(outdated(10, null, ServiceState.EMPTY)).isEmpty();
    }

    @Test
    void whatIsNeededStays() {
        ServiceState state = new ServiceState(
                Optional.of("hash1"),
                Optional.of("hash2"),
                Map.of("b1", new BlockState(Optional.of("hash3"), Optional.of("hash4"), Optional.empty(), false)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                6);
        assertThat(outdated(1, new PinnedRelease(5L, "template"), state)).isEmpty();
        assertThat(outdated(1, null, state)).containsExactly(5L);
    }

    private List<Long> outdated(int limit, PinnedRelease pin, ServiceState state) {
        WarpService service = Objects.service("hello", "local", "1.0.0", "b1");
        ServiceSpec spec = service.getSpec();
        service.setSpec(new ServiceSpec(
                spec.environment(),
                spec.image(),
                spec.version(),
                pin,
                spec.ports(),
                spec.blocks(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                limit));
        return History.outdated(service, releases, state).stream()
                .map(release -> release.getSpec().revision())
                .toList();
    }

    private static WarpRelease release(long revision) {
        WarpRelease release = new WarpRelease();
        release.setMetadata(
                new ObjectMetaBuilder().withName("hello-" + revision).build());
        release.setSpec(new ReleaseSpec("hello", revision, "hash" + revision, null, null));
        return release;
    }
}
