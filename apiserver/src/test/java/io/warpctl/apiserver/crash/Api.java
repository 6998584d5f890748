package io.warpctl.apiserver.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain requests about config maps of the default namespace. */
public final class Api {

    /** An answer. */
    public record Answer(int status, JsonNode body) {
        public long version() {
            return body.path("metadata").path("resourceVersion").asLong();
        }
    }

    public static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    public Api(String url) {
        this.url = url;
    }

    public Answer send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(request(method, path, body), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    }

    public HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
        return client.send(request("GET", path, ""), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + ServerProcess.TOKEN)
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    public static String map(String name, String version, long value) {
        String at = version.isEmpty() ? "" : ",\"resourceVersion\":\"" + version + "\"";
        return "{\"metadata\":{\"name\":\"" + name + "\"" + at + "},\"data\":{\"n\":\"" + value + "\"}}";
    }

    public static JsonNode parse(String line) throws IOException {
        return MAPPER.readTree(line);
    }
}
