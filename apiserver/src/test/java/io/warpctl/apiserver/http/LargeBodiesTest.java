package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.crash.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many of the largest and densest bodies at once do not take the server's memory: it has 192 MiB here. */
class LargeBodiesTest {

    private static final int REQUESTS = 48;

    @TempDir
    Path directory;

    @Test
    void manyAtOnceAreWorkedOnAFewAtATime() throws Exception {
        String dense = "{\"metadata\":{\"name\":\"dense\"},\"data\":[" + "0,".repeat(1_500_000) + "0]}";
        try (ServerProcess server = ServerProcess.start(directory)) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            URI maps = URI.create(server.url() + "/api/v1/namespaces/default/configmaps");
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(maps)
                                .header("Authorization", "Bearer " + ServerProcess.TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofString(dense))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().statusCode()).as(answer.join().body()).isIn(400, 429);
            }
            HttpResponse<String> list = client.send(
                    HttpRequest.newBuilder(maps)
                            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(list.statusCode()).isEqualTo(200);
        }
    }
}
