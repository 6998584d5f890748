package io.warpctl.examples.hello;

import java.util.concurrent.atomic.AtomicLong;

/** What is answered: one JSON body per path. */
final class Service {
    /** An answer with a JSON body. */
    record Reply(int status, byte[] body) {}

    private final Identity identity;
    private final Mode mode;
    private final Peer peer;
    private final AtomicLong executions = new AtomicLong();

    Service(Settings settings) {
        this.identity = settings.identity();
        this.mode = settings.mode();
        this.peer = settings.peer();
    }

    /**
     * Answers everything but WebSockets and {@code /slow}.
     *
     * @param client address of the other end of the connection
     */
    Reply answer(Request request, String client) {
        return switch (request.path()) {
            case "/status" -> status();
            case "/count" -> count(request.method().equals("POST"));
            case "/peer" -> peer.ask();
            default -> hello(request, client);
        };
    }

    private Reply hello(Request request, String client) {
        var forwardedFor = request.header("x-forwarded-for");
        return new Reply(
                200,
                new Json()
                        .put("service", identity.service())
                        .put("block", identity.block())
                        .put("host", identity.host())
                        .put("container", identity.container())
                        .put("version", identity.version())
                        .put("configVersion", identity.configVersion())
                        .put("environment", identity.environment())
                        .put("client", forwardedFor.isEmpty() ? client : forwardedFor)
                        .bytesWithChecksum());
    }

    private Reply status() {
        var status = switch (mode) {
            case NEVER_HEALTHY -> "error: warming up";
            case ERROR_STATUS -> "error: internal";
            default -> "ok";
        };
        return new Reply(
                mode == Mode.ERROR_STATUS ? 500 : 200,
                new Json()
                        .put("version", identity.version())
                        .put("configVersion", identity.configVersion())
                        .put("status", status)
                        .bytes());
    }

    /** Counts POSTs, so that a test sees whether one was executed twice; anything else reads the count. */
    private Reply count(boolean execute) {
        long count = execute ? executions.incrementAndGet() : executions.get();
        return new Reply(
                200,
                new Json()
                        .put("container", identity.container())
                        .put("count", Long.toString(count))
                        .bytes());
    }
}
