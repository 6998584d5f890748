package io.warpctl.apiserver.golden;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.warpctl.apiserver.ApiServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;

/** Replays one recorded scenario against a server and collects what differs. */
final class Scenario {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Bodies were sent with a space after every comma and colon, and answers quote them. */
    private static final ObjectWriter SPACED = MAPPER.writer(new MinimalPrettyPrinter() {
        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }
    });

    private static final List<String> COMPARED_HEADERS =
            List.of("content-type", "warning", "retry-after", "content-encoding");

    private final JsonNode recording;
    private final ApiServer server;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Placeholders placeholders = new Placeholders();
    private final Map<String, WatchClient> watches = new HashMap<>();
    private final Map<String, JsonNode> expectedWatches = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> etags = new HashMap<>();

    Scenario(JsonNode recording, ApiServer server, String token) {
        this.recording = recording;
        this.server = server;
        this.token = token;
    }

    List<String> run() throws Exception {
        for (JsonNode name : recording.path("fixtures")) {
            fixture(name.asText());
        }
        int index = 0;
        for (JsonNode step : recording.path("steps")) {
            int before = faults.size();
            step(step);
            for (int i = before; i < faults.size(); i++) {
                faults.set(i, "step " + index + ": " + faults.get(i));
            }
            index++;
        }
        for (WatchClient watch : watches.values()) {
            watch.stop();
        }
        List<String> ascending = new ArrayList<>();
        recording.path("resourceVersionsAscending").forEach(each -> ascending.add(each.asText()));
        if (!placeholders.ascending(ascending)) {
            faults.add("resourceVersions do not ascend as recorded");
        }
        return faults;
    }

    private void fixture(String name) throws Exception {
        JsonNode object = GoldenReplayTest.resource("fixtures/" + name + ".json");
        String path = object.path("kind").asText().equals("Namespace")
                ? "/api/v1/namespaces"
                : "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        HttpResponse<InputStream> response = client.send(
                request(
                        "POST",
                        path,
                        MAPPER.createObjectNode(),
                        MAPPER.createObjectNode(),
                        object.toString().getBytes(StandardCharsets.UTF_8)),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 201) {
            throw new AssertionError("fixture " + name + ": " + response.statusCode() + " "
                    + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        response.body().close();
    }

    private void step(JsonNode step) throws Exception {
        if (step.has("compact")) {
            server.compact().get(10, TimeUnit.SECONDS);
        } else if (step.has("sleep")) {
            Duration pause = Duration.ofMillis((long) (step.path("sleep").asDouble() * 1000));
            Awaitility.await().pollDelay(pause).atMost(pause.plusSeconds(5)).until(() -> true);
        } else if (step.has("await")) {
            watches.get(step.path("await").asText())
                    .await(step.path("events").asInt(), step.path("timeout").asDouble());
        } else if (step.has("stop")) {
            stop(step.path("stop").asText());
        } else if (step.has("waitUntil")) {
            waitUntil(step);
        } else if (step.has("watch")) {
            WatchClient watch = new WatchClient(send(step.path("request")));
            compareHead(step.path("response"), watch.response());
            watches.put(step.path("watch").asText(), watch);
            expectedWatches.put(step.path("watch").asText(), step.path("response"));
        } else {
            exchange(step);
        }
    }

    private void stop(String name) throws IOException, InterruptedException {
        WatchClient watch = watches.remove(name);
        JsonNode expected = expectedWatches.remove(name);
        if (expected.path("serverClosed").asBoolean()) {
            watch.awaitEnd(30);
        }
        boolean ended = watch.ended();
        List<JsonNode> events = watch.stop();
        if (expected.path("serverClosed").asBoolean() && !ended) {
            faults.add("watch " + name + " should have been ended by the server");
        }
        List<JsonNode> wanted = new ArrayList<>();
        expected.path("events").forEach(each -> wanted.add(each.path("event")));
        if (wanted.size() != events.size()) {
            faults.add("watch " + name + "\n   expected " + wanted.size() + " events: " + shorten(wanted.toString())
                    + "\n   actual   " + events.size() + ": " + shorten(events.toString()));
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            JsonMatcher matcher = new JsonMatcher(placeholders);
            matcher.compare("event " + i + " " + wanted.get(i).path("type").asText(), wanted.get(i), events.get(i));
            faults.addAll(matcher.faults());
        }
    }

    private static String shorten(String text) {
        return text.length() < 2_000 ? text : text.substring(0, 2_000) + "…";
    }

    private void waitUntil(JsonNode step) {
        JsonNode goal = step.path("waitUntil");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(3 * step.path("timeout").asLong()))
                .until(() -> {
                    HttpResponse<InputStream> response = send(step.path("request"));
                    byte[] body = body(response);
                    return reached(goal, response.statusCode(), body);
                });
    }

    private static boolean reached(JsonNode goal, int status, byte[] bytes) throws IOException {
        if (goal.has("status")) {
            return goal.path("status").asInt() == status;
        }
        if (status == 404) {
            return goal.path("orGone").asBoolean();
        }
        JsonNode body = MAPPER.readTree(bytes);
        if (goal.has("field")) {
            return body.at("/" + goal.path("field").asText().replace('.', '/'))
                    .asText()
                    .equals(goal.path("equals").asText());
        }
        JsonNode conditions = body.path("status").path("conditions");
        if (goal.has("conditions")) {
            return conditions.size() >= goal.path("conditions").asInt();
        }
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals(goal.path("condition").asText())) {
                boolean is = !goal.has("is")
                        || condition
                                .path("status")
                                .asText()
                                .equals(goal.path("is").asText());
                boolean not = !goal.has("reasonNot")
                        || !condition
                                .path("reason")
                                .asText()
                                .equals(goal.path("reasonNot").asText());
                return is && not;
            }
        }
        return false;
    }

    /** OpenAPI documents in protobuf are the one thing this server does not have: clients take JSON instead. */
    private static boolean openApiInProtobuf(JsonNode request) {
        return request.path("path").asText().startsWith("/openapi/")
                && request.path("headers").path("Accept").asText().startsWith("application/com.github.proto-openapi");
    }

    private void exchange(JsonNode step) throws Exception {
        if (openApiInProtobuf(step.path("request"))) {
            return;
        }
        HttpResponse<InputStream> response = send(step.path("request"));
        byte[] body = body(response);
        response.headers()
                .firstValue("etag")
                .ifPresent(etag -> etags.put(step.path("request").path("path").asText(), etag));
        JsonNode expected = step.path("response");
        int status = response.statusCode();
        int wanted = expected.path("status").asInt();
        boolean anonymous =
                step.path("request").path("headers").path("Authorization").isNull();
        if (anonymous && status == 401) {
            return;
        }
        if ((wanted == 500 || wanted == 0)
                && List.of(400, 406, 409, 413, 415, 422).contains(status)) {
            return;
        }
        if (wanted != status) {
            faults.add("status\n   expected " + wanted + " "
                    + shorten(expected.path("body").toString()) + "\n   actual   " + status + " "
                    + shorten(new String(body, StandardCharsets.UTF_8)));
            return;
        }
        if (step.path("prepare").asBoolean()) {
            return;
        }
        compareHead(expected, response);
        compareBody(
                step.path("reduce").asText(), step.path("request").path("path").asText(), expected, body);
    }

    private void compareHead(JsonNode expected, HttpResponse<?> response) {
        for (String name : COMPARED_HEADERS) {
            TreeSet<String> want = new TreeSet<>();
            JsonNode value = expected.path("headers").path(name);
            if (value.isArray()) {
                value.forEach(each -> want.add(each.asText()));
            } else if (!value.isMissingNode()) {
                want.add(value.asText());
            }
            TreeSet<String> got = new TreeSet<>(response.headers().allValues(name));
            if (!want.equals(got)) {
                faults.add("header " + name + "\n   expected " + want + "\n   actual   " + got);
            }
        }
    }

    private void compareBody(String reduce, String path, JsonNode expected, byte[] bytes) throws IOException {
        JsonNode want = expected.path("body");
        if (want.isNull() || want.isMissingNode()) {
            return;
        }
        if (want.has("$text")) {
            compareText(path, want.path("$text").asText(), new String(bytes, StandardCharsets.UTF_8));
            return;
        }
        if (want.has("$binary-prefix")) {
            String prefix = want.path("$binary-prefix").asText();
            String got = java.util.HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, prefix.length() / 2));
            if (!got.equals(prefix)) {
                faults.add("body\n   expected bytes " + prefix + "\n   actual   " + got);
            }
            return;
        }
        JsonNode got = bytes.length == 0 ? MAPPER.missingNode() : Reductions.apply(reduce, MAPPER.readTree(bytes));
        JsonMatcher matcher = new JsonMatcher(placeholders);
        matcher.compare("body", Reductions.own(path, want, got), Reductions.own(path, got, want));
        faults.addAll(matcher.faults());
        if (expected.has("raw")) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            String from = text.substring(Math.max(0, text.indexOf("\"spec\"")));
            if (!placeholders.matches(expected.path("raw").asText(), from)) {
                faults.add("raw\n   expected " + expected.path("raw") + "\n   actual   " + from);
            }
        }
    }

    private void compareText(String path, String want, String got) {
        boolean report = path.startsWith("/readyz") && want.contains("[+]");
        boolean same = report
                ? got.matches("(?s)(\\[\\+\\][^\\n]+ ok\\n)+readyz check passed\\n")
                : placeholders.matches(want, got);
        if (!same) {
            faults.add("text\n   expected " + want + "\n   actual   " + got);
        }
    }

    private HttpResponse<InputStream> send(JsonNode request) throws Exception {
        return client.send(
                request(
                        request.path("method").asText(),
                        request.path("path").asText(),
                        request.path("query"),
                        request.path("headers"),
                        bodyOf(request.path("body"))),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String method, String path, JsonNode query, JsonNode headers, byte[] body) {
        StringBuilder target =
                new StringBuilder(server.url()).append(placeholders.fill(path).replace(" ", "%20"));
        char separator = '?';
        for (var parameter : query.properties()) {
            for (JsonNode value :
                    parameter.getValue().isArray() ? parameter.getValue() : List.of(parameter.getValue())) {
                target.append(separator)
                        .append(parameter.getKey())
                        .append('=')
                        .append(URLEncoder.encode(placeholders.fill(value.asText()), StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(target.toString()))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .timeout(Duration.ofSeconds(120));
        Map<String, String> all = new HashMap<>(Map.of("user-agent", "recorder", "authorization", "Bearer " + token));
        for (var header : headers.properties()) {
            String name = header.getKey().toLowerCase(java.util.Locale.ROOT);
            if (header.getValue().isNull()) {
                all.remove(name);
            } else {
                all.put(
                        name,
                        placeholders.fill(header.getValue().asText().replace("<etag>", etags.getOrDefault(path, ""))));
            }
        }
        all.forEach(builder::header);
        return builder.build();
    }

    private byte[] bodyOf(JsonNode body) throws IOException {
        if (body.isNull() || body.isMissingNode()) {
            return null;
        }
        if (body.has("$base64")) {
            return Base64.getDecoder().decode(body.path("$base64").asText());
        }
        if (body.has("$concat")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (JsonNode part : body.path("$concat")) {
                String text = part.isTextual()
                        ? part.asText()
                        : part.path("$repeat")
                                .asText()
                                .repeat(part.path("times").asInt());
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return out.toByteArray();
        }
        String text = body.isTextual() ? body.asText() : SPACED.writeValueAsString(body);
        return placeholders.fill(text.replace("<time>", "2026-01-01T00:00:00Z")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readAllBytes();
            if (response.headers().firstValue("content-encoding").orElse("").equals("gzip")) {
                return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            return bytes;
        }
    }
}
