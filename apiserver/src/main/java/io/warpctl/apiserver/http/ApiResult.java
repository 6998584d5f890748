package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.watch.WatchRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a handler answers: a body, or a stream of events. */
public sealed interface ApiResult {

    /** Header names and values to add, for example warnings. */
    List<Map.Entry<String, String>> headers();

    /** The HTTP status. */
    int status();

    /** The same with one more header. */
    ApiResult with(String name, String value);

    /** A whole answer. */
    record Reply(int status, String contentType, byte[] body, List<Map.Entry<String, String>> headers)
            implements ApiResult {

        /** Plain text as Kubernetes' health endpoints have it. */
        static Reply text(int status, String text) {
            return new Reply(
                    status,
                    "text/plain; charset=utf-8",
                    text.getBytes(StandardCharsets.UTF_8),
                    List.of(Map.entry("X-Content-Type-Options", "nosniff")));
        }

        /** JSON. */
        static Reply json(int status, ObjectNode body) {
            return new Reply(status, "application/json", Json.bytes(body), List.of());
        }

        /** A refusal. */
        static Reply error(ApiError error) {
            Reply reply = json(error.code(), error.status());
            int seconds =
                    error.status().path("details").path("retryAfterSeconds").asInt();
            return seconds == 0 ? reply : reply.with("Retry-After", Integer.toString(seconds));
        }

        @Override
        public Reply with(String name, String value) {
            List<Map.Entry<String, String>> all = new ArrayList<>(headers);
            all.add(Map.entry(name, value));
            return new Reply(status, contentType, body, all);
        }

        /** The same with these {@code Warning} headers. */
        Reply warning(List<String> texts) {
            List<Map.Entry<String, String>> all = new ArrayList<>(headers);
            texts.forEach(text -> all.add(Warnings.header(text)));
            return new Reply(status, contentType, body, all);
        }
    }

    /** A stream of events. */
    record Watch(WatchRequest request, EventEncoder encoder, List<Map.Entry<String, String>> headers)
            implements ApiResult {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Watch with(String name, String value) {
            List<Map.Entry<String, String>> all = new ArrayList<>(headers);
            all.add(Map.entry(name, value));
            return new Watch(request, encoder, all);
        }
    }
}
