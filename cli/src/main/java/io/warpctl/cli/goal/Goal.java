package io.warpctl.cli.goal;

import io.warpctl.cli.tree.ServiceObjects;

/** Something a service is to reach. */
public interface Goal {
    /** How far the service is. */
    Verdict judge(ServiceObjects objects);
}
