package io.warpctl.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.HelloManifests;
import io.warpctl.e2e.rig.Ports;
import io.warpctl.e2e.rig.ServiceWatch;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import java.time.Duration;
import java.util.List;

/** A service that works, under a small load: whatever is got wrong, it has to go on. */
final class GoodService implements AutoCloseable {
    static final String VERSION = "1.0.0-input";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int RATE = 20;

    private final ControlPlane controlPlane;
    private final ServiceWatch watch;
    private final int port = Ports.free();
    private LoadRun load;

    private GoodService(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.watch = new ServiceWatch(controlPlane, "default", "hello");
    }

    /** Deploys it and waits until it serves. */
    static GoodService deploy(ControlPlane controlPlane) {
        GoodService good = new GoodService(controlPlane);
        controlPlane.startNode();
        controlPlane.apply(good.environment());
        good.repair();
        LoadPlan plan = new LoadPlan(RATE, 2, "local-hello.localhost", List.of("127.0.0.1:" + good.port), "/", "hello");
        good.load = LoadRun.start(plan);
        return good;
    }

    /** The environment's manifest. */
    String environment() {
        return HelloManifests.environment(port);
    }

    /** The service's manifest in another version: one block, and little patience. */
    static String manifest(String version) {
        String all = HelloManifests.service(version);
        int blocks = all.indexOf("  blocks:");
        int health = all.indexOf("  health:");
        String oneBlock = all.substring(0, blocks) + "  blocks: [{name: only, weight: 1}]\n" + all.substring(health);
        return HelloManifests.replace(
                HelloManifests.replace(oneBlock, "startupSeconds: 15", "startupSeconds: 10"),
                "minReadySeconds: 2",
                "minReadySeconds: 1");
    }

    /** Declares what is good again, and waits until that is how it is. */
    void repair() {
        controlPlane.apply(environment());
        controlPlane.apply(manifest(VERSION));
        watch.await(
                "all as it was",
                objects -> ServiceWatch.current(objects)
                        && ServiceWatch.ready(objects)
                        && ServiceWatch.serving(objects, VERSION) == 1);
    }

    /** What the operator says of it. */
    ServiceWatch watch() {
        return watch;
    }

    /** Fails unless requests are still answered, by the old release, and none has failed. */
    void assertServes() {
        long before = load.snapshot().requests();
        await().atMost(PATIENCE).until(() -> load.snapshot().requests() > before + RATE);
        assertThat(load.snapshot().failed()).as("failed requests").isZero();
    }

    /** Ends the load. */
    LoadReport report() {
        return load.stop();
    }

    @Override
    public void close() {
        load.close();
    }
}
