package io.warpctl.core.project;

import io.warpctl.core.plan.HostPlan;

/** Turns decisions into plans. Pure: the same arguments give the same plan. */
public final class Projection {
    private Projection() {}

    /**
     * The plan of a host; the previous one itself when nothing is different.
     *
     * @param host name of the host
     * @param inputs what it follows from
     */
    public static HostPlan project(String host, HostInputs inputs) {
        throw new UnsupportedOperationException("written next");
    }
}
