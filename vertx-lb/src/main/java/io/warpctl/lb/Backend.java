package io.warpctl.lb;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;

/** An endpoint at one address, as one event loop sees it. */
final class Backend {
    private final Ledger ledger;
    private final Ejection ejection = new Ejection();
    private Endpoint endpoint;
    private boolean routed = true;

    Backend(Endpoint endpoint, Ledger ledger) {
        this.endpoint = endpoint;
        this.ledger = ledger;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ServiceRef service() {
        return ledger.service();
    }

    Ledger ledger() {
        return ledger;
    }

    Ejection ejection() {
        return ejection;
    }

    int weight() {
        return endpoint.weight();
    }

    /** Whether the table in force sends it requests: only then are idle connections to it worth keeping. */
    boolean isRouted() {
        return routed && weight() > 0;
    }

    boolean hasAddressOf(Endpoint other) {
        return endpoint.address().equals(other.address()) && endpoint.port() == other.port();
    }

    void update(Endpoint newer) {
        endpoint = newer;
    }

    void remove() {
        routed = false;
    }

    @Override
    public String toString() {
        return endpoint.id() + " at " + endpoint.address() + ":" + endpoint.port();
    }
}
