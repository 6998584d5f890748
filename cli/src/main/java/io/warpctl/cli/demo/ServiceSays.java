package io.warpctl.cli.demo;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;

/** What a service says of itself. */
final class ServiceSays {
    private ServiceSays() {}

    /** Whether it is ready, as of its present spec. */
    static boolean ready(ServiceObjects objects) {
        return current(objects) && Conditions.holds(objects.status().conditions(), "Ready");
    }

    /** Whether the operator has seen its present spec. */
    static boolean current(ServiceObjects objects) {
        return objects.status().observedGeneration()
                >= objects.service().getMetadata().getGeneration();
    }

    /** The message of a condition; empty when there is none. */
    static String message(ServiceObjects objects, String type) {
        return Conditions.find(objects.status().conditions(), type)
                .map(Condition::message)
                .orElse("");
    }
}
