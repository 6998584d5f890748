package io.warpctl.e2e.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** One request from inside a network namespace. */
public final class Fetch {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Fetch() {}

    /**
     * The body that a GET request for the URL is answered with.
     *
     * @param host value of the {@code Host} header
     * @throws IllegalStateException with the reason, if there is no answer or its status is not 200
     */
    public static String from(NetNamespace namespace, String url, String host) {
        var options = List.of("-Xmx64m", "-XX:+UseSerialGC", "-Djdk.httpclient.allowRestrictedHeaders=host");
        var line = WarpProcess.java(options, Fetch.class.getName());
        line.addAll(List.of(url, host));
        return Commands.run(namespace.command(line)).strip();
    }

    /** The other side: arguments are URL and Host header. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        var request = HttpRequest.newBuilder(URI.create(args[0]))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Host", args[1])
                .timeout(PATIENCE)
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.body());
        System.exit(response.statusCode() == 200 ? 0 : 1);
    }
}
