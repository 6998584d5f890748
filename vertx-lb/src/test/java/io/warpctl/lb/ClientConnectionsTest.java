package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ClientConnectionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final ClientConnections clients = new ClientConnections(Duration.ofMinutes(1));

    private <T> T onLoop(Callable<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(there -> {
            try {
                promise.complete(action.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return Blocking.get(promise.future());
    }

    @Test
    void aWebSocketIsForgottenWhenItEnds() throws Exception {
        Future<HttpServer> listening = onLoop(
                () -> vertx.createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
                        .connectionHandler(clients::opened)
                        .requestHandler(request -> {
                            clients.busy(request.connection());
                            request.toNetSocket();
                        })
                        .listen());
        try (Raw client = Raw.connect(Blocking.get(listening).actualPort())) {
            assertThat(client.get("/", "Connection: Upgrade", "Upgrade: websocket")
                            .status())
                    .isEqualTo(101);
            assertThat(onLoop(this::sizeAfterSweep)).isEqualTo(1);
        }
        await().until(() -> onLoop(this::sizeAfterSweep) == 0);
        Blocking.get(vertx.close());
    }

    private int sizeAfterSweep() {
        clients.sweep();
        return clients.size();
    }
}
