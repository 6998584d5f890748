package io.warpctl.lb;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Optional;

/** A WebSocket between client and backend: bytes pass as they are, until one side closes or the endpoint is drained. */
final class Tunnel implements Flow {
    private static final long GOODBYE_MILLIS = 1000;
    /** Close, going away (1001): unmasked for the client, masked with zeros for the backend. */
    private static final Buffer CLOSE_FOR_CLIENT = Buffer.buffer(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});

    private static final Buffer CLOSE_FOR_BACKEND =
            Buffer.buffer(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe9});

    private final Vertx vertx;
    private final NetSocket client;
    private final NetSocket backend;
    private final Direction toClient;
    private final Direction toBackend;
    private Optional<Runnable> onClosed = Optional.empty();
    private boolean draining;

    Tunnel(Vertx vertx, NetSocket client, NetSocket backend, ReadGate backendReading) {
        this.vertx = vertx;
        this.client = client;
        this.backend = backend;
        this.toClient = new Direction(backend, backendReading, client, CLOSE_FOR_CLIENT);
        this.toBackend = new Direction(client, ReadGate.of(client), backend, CLOSE_FOR_BACKEND);
    }

    /** Called once when the WebSocket is closed. */
    void onClosed(Runnable action) {
        onClosed = Optional.of(action);
    }

    void start() {
        client.exceptionHandler(broken -> {});
        backend.exceptionHandler(broken -> {});
        // The listener closes, or the whole balancer.
        client.shutdownHandler(grace -> abort());
        client.closeHandler(closed -> closed(backend));
        backend.closeHandler(closed -> closed(client));
        toClient.start();
        toBackend.start();
    }

    private void closed(NetSocket other) {
        other.end();
        Optional<Runnable> action = onClosed;
        onClosed = Optional.empty();
        action.ifPresent(Runnable::run);
    }

    @Override
    public void abort() {
        if (draining) {
            return;
        }
        draining = true;
        toClient.sayGoodbyeAtBoundary();
        toBackend.sayGoodbyeAtBoundary();
        vertx.setTimer(GOODBYE_MILLIS, id -> hangUp());
    }

    private void hangUp() {
        client.end();
        backend.end();
    }

    /** One direction: what comes from one socket goes to the other. */
    private final class Direction {
        private final NetSocket from;
        private final ReadGate reading;
        private final NetSocket to;
        private final Buffer goodbye;
        private final WebSocketFrames frames = new WebSocketFrames();
        private boolean saidGoodbye;

        Direction(NetSocket from, ReadGate reading, NetSocket to, Buffer goodbye) {
            this.from = from;
            this.reading = reading;
            this.to = to;
            this.goodbye = goodbye;
        }

        void start() {
            from.handler(this::pass);
            from.resume();
        }

        private void pass(Buffer data) {
            if (!draining) {
                frames.passAll(data);
                write(data);
                return;
            }
            if (!saidGoodbye) {
                int end = frames.pass(data, 0);
                write(data.slice(0, end));
                sayGoodbyeAtBoundary();
                frames.passAll(data.slice(end, data.length()));
            } else {
                frames.passAll(data);
            }
            if (toClient.frames.sawClose() && toBackend.frames.sawClose()) {
                hangUp();
            }
        }

        private void write(Buffer data) {
            to.write(data);
            if (to.writeQueueFull()) {
                reading.pause();
                to.drainHandler(drained -> reading.resume());
            }
        }

        void sayGoodbyeAtBoundary() {
            if (!saidGoodbye && frames.atBoundary()) {
                saidGoodbye = true;
                if (!frames.sawClose()) {
                    to.write(goodbye);
                }
            }
        }
    }
}
