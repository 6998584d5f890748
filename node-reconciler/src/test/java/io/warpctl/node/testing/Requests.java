package io.warpctl.node.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests one after another, each on a new connection, and notes what went wrong. */
public final class Requests implements AutoCloseable {
    private final int port;
    private final String host;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    public Requests(int port, String host) {
        this.port = port;
        this.host = host;
        this.thread = new Thread(this::run, "requests");
        thread.setDaemon(true);
        thread.start();
    }

    public List<String> failures() {
        return failures;
    }

    /** How many answers came from the given version. */
    public int answers(String version) {
        return versions.getOrDefault(version, new AtomicInteger()).get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void run() {
        while (!closed) {
            try {
                String answer = ask();
                if (!answer.startsWith("HTTP/1.1 200")) {
                    failures.add(answer.lines().findFirst().orElse("nothing"));
                }
                int start = answer.indexOf("\"version\":\"") + 11;
                String version = start > 11 ? answer.substring(start, answer.indexOf('"', start)) : "none";
                versions.computeIfAbsent(version, key -> new AtomicInteger()).incrementAndGet();
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    private String ask() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            socket.setSoTimeout(5000);
            String request = "GET /status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
