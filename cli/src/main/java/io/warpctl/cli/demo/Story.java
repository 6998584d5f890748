package io.warpctl.cli.demo;

import io.warpctl.cli.demo.step.DeployFirst;
import io.warpctl.cli.demo.step.RejectBadVersion;
import io.warpctl.cli.demo.step.RepairRemovedContainer;
import io.warpctl.cli.demo.step.RollBack;
import io.warpctl.cli.demo.step.RollOutAgainWithServerCrash;
import io.warpctl.cli.demo.step.RollOutWithNodeCrash;
import io.warpctl.cli.demo.step.Step;
import java.util.List;

/** The story, in order. */
public final class Story {
    private Story() {}

    /** Its steps; each is a phase of the load. */
    public static List<Step> steps() {
        return List.of(
                new DeployFirst(),
                new RollOutWithNodeCrash(),
                new RollBack(),
                new RollOutAgainWithServerCrash(),
                new RejectBadVersion(),
                new RepairRemovedContainer());
    }
}
