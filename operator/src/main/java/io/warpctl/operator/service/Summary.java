package io.warpctl.operator.service;

import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.service.ServiceStatus;

/** A status in one line of a log. */
final class Summary {
    private Summary() {}

    static String of(ServiceStatus status) {
        String ready = Conditions.find(status.conditions(), "Ready")
                .map(condition -> "Ready=" + condition.status() + " " + condition.reason() + ": " + condition.message())
                .orElse("no Ready condition");
        return ready + (status.blocks() == null ? "" : " (" + status.blocks() + ")");
    }
}
