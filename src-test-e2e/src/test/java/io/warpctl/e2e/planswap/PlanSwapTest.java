package io.warpctl.e2e.planswap;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.Marker;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A line in a file: the plan is edited from 1.0.0 to 1.1.0 and back under load, again and again, and each time the node is killed
 * at another point of the swap. No request may fail, and none may reach an old container after its switch was acknowledged.
 */
class PlanSwapTest {
    /** Every point the node passes in a swap, in the order of the swap. */
    private static final List<String> POINTS = List.of(
            "plan-persisted",
            "memory-persisted",
            "before:RunContainer",
            "created:RunContainer",
            "after:RunContainer",
            "before:PublishTable",
            "after:PublishTable",
            "before:PublishTable#2",
            "after:PublishTable#2",
            "before:PublishTable#3",
            "after:PublishTable#3",
            "before:StopContainer",
            "after:StopContainer",
            "before:RemoveContainer",
            "after:RemoveContainer");

    private static final List<Variant> IMAGES = List.of(Variant.ok(PlannedHost.FIRST), Variant.ok(PlannedHost.SECOND));

    private final DockerHost docker = DockerHost.shared();
    private Cleanliness clean;
    private PlannedHost host;

    @BeforeEach
    void start() {
        clean = Cleanliness.of(docker.endpoint());
        HelloImages.build(docker.endpoint(), Path.of("target", "images"), IMAGES);
        host = PlannedHost.create(docker.endpoint(), PlannedHost.FIRST);
    }

    @AfterEach
    void leaveNothing() {
        host.close();
        Marker.thisRun().killAll();
        HelloImages.remove(docker.endpoint(), IMAGES);
        clean.assertNothingChanged();
    }

    @Test
    void noRequestFailsWhereverTheNodeIsKilled() {
        host.startNode();
        host.awaitServing(PlannedHost.FIRST);

        LoadReport report;
        try (LoadRun load = LoadRun.start(LoadPlan.standard(host.hostName(), List.of(host.address()), "hello"))) {
            String version = PlannedHost.FIRST;
            for (String point : POINTS) {
                version = version.equals(PlannedHost.FIRST) ? PlannedHost.SECOND : PlannedHost.FIRST;
                load.phase(version + " killed at " + point);
                host.swapWithNodeKilledAt(point, version);
            }
            load.phase("settled");
            host.awaitOnlyServing();
            report = load.stop();
        }
        System.out.println(report);

        assertThat(report.failed()).as("failed requests: %s", report.failures()).isZero();
        assertThat(report.requests()).isGreaterThan(POINTS.size() * 500L);
        host.assertNothingReachedAnOldContainerAfterItsSwitch(report);
        host.removeService();
    }
}
