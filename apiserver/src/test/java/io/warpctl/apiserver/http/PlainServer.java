package io.warpctl.apiserver.http;

import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in memory without TLS, where every token is an administrator's, and requests to it. */
final class PlainServer implements AutoCloseable {
    private final ApiServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PlainServer() {
        server = ApiServer.start(ApiServerOptions.inMemory()
                .withoutTls()
                .tokens(token -> Optional.of(User.of("root", List.of(User.MASTERS)))));
    }

    String url() {
        return server.url();
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer x")
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Forgets all history, so that watchers of it meet a 410. */
    void compact() throws Exception {
        server.compact().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
