package io.warpctl.crds.map;

import io.warpctl.core.report.BalancerReport;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.TableNumber;
import io.warpctl.crds.plan.BalancerStatus;
import io.warpctl.crds.plan.BalancerStatus.ListenerStatus;
import io.warpctl.crds.plan.BalancerStatus.TableNumberStatus;

/** What a node reports of its balancers. */
final class Balancers {
    private Balancers() {}

    static BalancerStatus toResource(BalancerReport report) {
        return new BalancerStatus(
                report.interfaceName(),
                report.running(),
                new TableNumberStatus(
                        report.acknowledged().generation(),
                        report.acknowledged().sequence()),
                report.listeners().stream().map(Balancers::listener).toList());
    }

    static BalancerReport toCore(BalancerStatus status) {
        TableNumberStatus number = status.acknowledged();
        return new BalancerReport(
                status.interfaceName(),
                status.running(),
                number == null ? TableNumber.NONE : new TableNumber(number.generation(), number.sequence()),
                status.listeners().stream().map(Balancers::listener).toList());
    }

    private static ListenerStatus listener(ListenerState state) {
        Listener listener = state.listener();
        return new ListenerStatus(
                listener.name(), listener.address(), listener.port(), state.bound(), Text.orNull(state.error()));
    }

    private static ListenerState listener(ListenerStatus status) {
        return new ListenerState(
                new Listener(status.name(), status.address(), status.port()), status.bound(), status.error());
    }
}
