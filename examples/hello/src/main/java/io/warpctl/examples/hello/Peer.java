package io.warpctl.examples.hello;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** The other service that this one asks when it is asked for {@code /peer}. */
record Peer(String url) {
    private static final int PATIENCE_MILLIS = 5000;

    static Peer from(Map<String, String> environment) {
        return new Peer(environment.getOrDefault("HELLO_PEER", ""));
    }

    /** Its answer, over a connection of its own. */
    Service.Reply ask() {
        if (url.isEmpty()) {
            return failed("HELLO_PEER is not set");
        }
        try {
            var connection = (HttpURLConnection) new URI(url).toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (var answer = connection.getInputStream()) {
                return new Service.Reply(200, answer.readAllBytes());
            }
        } catch (IOException | URISyntaxException e) {
            return failed(e.toString());
        }
    }

    private static Service.Reply failed(String why) {
        return new Service.Reply(500, new Json().put("error", why).bytes());
    }
}
