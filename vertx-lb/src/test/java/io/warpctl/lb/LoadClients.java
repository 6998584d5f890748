package io.warpctl.lb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that send one request after the other until they are closed: some on one connection for ever, some on a new one each time. */
final class LoadClients implements AutoCloseable {
    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    final Map<String, AtomicLong> answersByBackend = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int port;
    private final String path;
    private volatile boolean stopped;

    private LoadClients(int port, String path) {
        this.port = port;
        this.path = path;
    }

    static LoadClients start(int port, int keepAlive, int newConnections, String path) {
        LoadClients clients = new LoadClients(port, path);
        for (int i = 0; i < keepAlive; i++) {
            clients.run("keep-alive-" + i, clients::onOneConnection);
        }
        for (int i = 0; i < newConnections; i++) {
            clients.run("new-connection-" + i, clients::onNewConnections);
        }
        return clients;
    }

    long answers(String backend) {
        return answersByBackend.getOrDefault(backend, new AtomicLong()).get();
    }

    long answers() {
        return answersByBackend.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | RuntimeException e) {
                        failures.add(name + ": " + e);
                    }
                },
                name);
        thread.start();
        threads.add(thread);
    }

    private void onOneConnection() throws IOException {
        try (Raw client = Raw.connect(port)) {
            while (!stopped) {
                count(client.get(path));
            }
        }
    }

    private void onNewConnections() throws IOException {
        while (!stopped) {
            try (Raw client = Raw.connect(port)) {
                count(client.get(path, "Connection: close"));
            }
        }
    }

    private void count(Raw.Answer answer) {
        if (answer.status() != 200) {
            failures.add("status " + answer.status() + " " + answer.body());
        }
        answersByBackend
                .computeIfAbsent(answer.header("Backend"), id -> new AtomicLong())
                .incrementAndGet();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
