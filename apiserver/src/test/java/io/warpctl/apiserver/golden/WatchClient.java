package io.warpctl.apiserver.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a watch's events beside the test. */
final class WatchClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpResponse<InputStream> response;
    private final List<JsonNode> events = new ArrayList<>();
    private boolean ended;
    private boolean stopped;

    WatchClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread thread = new Thread(this::read, "watch-client");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = MAPPER.readTree(line);
                synchronized (this) {
                    events.add(event);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            if (!stopped) {
                throw new UncheckedIOException(e);
            }
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    synchronized void await(int count, double seconds) throws InterruptedException {
        // What comes at all may take longer on a busy machine than it took the recorder's.
        long until = System.nanoTime() + (long) (seconds * (count == 0 ? 1e9 : 3e9));
        // Waiting for no events is waiting for none to come.
        while (!ended && (count == 0 || events.size() < count)) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    synchronized void awaitEnd(double seconds) throws InterruptedException {
        await(Integer.MAX_VALUE, seconds);
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized List<JsonNode> stop() throws IOException {
        stopped = true;
        response.body().close();
        return List.copyOf(events);
    }

    HttpResponse<InputStream> response() {
        return response;
    }
}
