package io.warpctl.apiserver.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A client that lists once and then only follows changes, over restarts, too. */
final class Watcher {

    private final Map<String, JsonNode> objects = new HashMap<>();
    private long version;
    private int resumed;
    private int expired;

    synchronized long version() {
        return version;
    }

    synchronized int resumed() {
        return resumed;
    }

    synchronized Map<String, JsonNode> objects() {
        return new HashMap<>(objects);
    }

    /** Follows a server until it is gone. */
    void run(Api api) throws InterruptedException {
        try {
            if (version == 0) {
                list(api);
            }
            while (true) {
                var response = api.stream(Api.MAPS + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + version);
                assertThat(response.statusCode()).isEqualTo(200);
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        accept(api, Api.parse(line));
                    }
                }
            }
        } catch (IOException e) {
            // Killed.
        }
    }

    private void list(Api api) throws IOException, InterruptedException {
        Api.Answer list = api.send("GET", Api.MAPS, "");
        synchronized (this) {
            objects.clear();
            list.body().path("items").forEach(item -> objects.put(name(item), item));
            version = list.version();
        }
    }

    private void accept(Api api, JsonNode event) throws IOException, InterruptedException {
        JsonNode object = event.path("object");
        String type = event.path("type").asText();
        if (type.equals("ERROR")) {
            assertThat(object.path("code").asInt()).as("%s", event).isEqualTo(410);
            expired++;
            list(api);
            return;
        }
        synchronized (this) {
            long at = object.path("metadata").path("resourceVersion").asLong();
            if (type.equals("BOOKMARK")) {
                assertThat(at).isGreaterThanOrEqualTo(version);
            } else {
                assertThat(at).as("every change once, in order").isGreaterThan(version);
                resumed++;
                String name = name(object);
                switch (type) {
                    case "ADDED" ->
                        assertThat(objects.put(name, object)).as(name).isNull();
                    case "MODIFIED" ->
                        assertThat(objects.put(name, object)).as(name).isNotNull();
                    case "DELETED" -> assertThat(objects.remove(name)).as(name).isNotNull();
                    default -> throw new AssertionError("" + event);
                }
            }
            version = at;
        }
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
