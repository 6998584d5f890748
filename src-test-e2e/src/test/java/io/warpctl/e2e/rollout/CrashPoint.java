package io.warpctl.e2e.rollout;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.e2e.rig.ServiceWatch;

/** The points of a rollout at which the control plane is killed, in the order of the rollout. */
enum CrashPoint {
    SPEC_CHANGED {
        @Override
        boolean reached(ServiceObjects objects, String version) {
            return true;
        }
    },
    FIRST_CANDIDATE_STARTING {
        @Override
        boolean reached(ServiceObjects objects, String version) {
            return ServiceWatch.count(objects, version, Phase.Starting) > 0
                    || FIRST_BLOCK_SERVING.reached(objects, version);
        }
    },
    FIRST_BLOCK_SERVING {
        @Override
        boolean reached(ServiceObjects objects, String version) {
            return ServiceWatch.serving(objects, version) > 0;
        }
    },
    MIDDLE {
        @Override
        boolean reached(ServiceObjects objects, String version) {
            return ServiceWatch.serving(objects, version) > 1;
        }
    },
    LAST_BLOCK_SERVING {
        @Override
        boolean reached(ServiceObjects objects, String version) {
            return ServiceWatch.serving(objects, version) == objects.blocks().size();
        }
    };

    /** Whether a rollout of the version has come here, or further. */
    abstract boolean reached(ServiceObjects objects, String version);
}
