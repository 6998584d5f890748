package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;

/** One step of the story. */
public interface Step {
    /** Name of the load's phase. */
    String phase();

    /** What happens, for the headline. */
    String title();

    /**
     * Makes it happen and returns when it was seen to have happened.
     *
     * @throws io.warpctl.cli.CommandFailure if the story cannot go on from here
     */
    void run(DemoWorld world);
}
