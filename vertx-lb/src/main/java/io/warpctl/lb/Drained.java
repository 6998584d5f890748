package io.warpctl.lb;

/** Connections a drain closed. */
record Drained(int http, int webSockets) {
    static final Drained NOTHING = new Drained(0, 0);

    Drained plus(Drained other) {
        return new Drained(http + other.http, webSockets + other.webSockets);
    }
}
