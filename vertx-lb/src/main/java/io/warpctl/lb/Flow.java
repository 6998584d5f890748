package io.warpctl.lb;

/** A request or WebSocket that is carried by an endpoint now. */
interface Flow {
    /** Ends it, because the endpoint goes away. */
    void abort();
}
