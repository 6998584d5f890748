package io.warpctl.examples.hello;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The listening service: a thread per connection, which a load balancer keeps to a few dozen. */
public final class HelloServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket socket;
    private final Service service;
    private final Mode mode;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Thread acceptor = new Thread(this::accept, "accept");

    private HelloServer(ServerSocket socket, Settings settings) {
        this.socket = socket;
        this.service = new Service(settings);
        this.mode = settings.mode();
    }

    /** Listens as the environment variables say. */
    public static HelloServer start(Map<String, String> environment) throws IOException {
        return start(Settings.from(environment));
    }

    static HelloServer start(Settings settings) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(
                settings.mode() == Mode.LOOPBACK_ONLY
                        ? new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.port())
                        : new InetSocketAddress(settings.port()),
                BACKLOG);
        var server = new HelloServer(socket, settings);
        server.acceptor.start();
        return server;
    }

    /** The port listened on. */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Accepts no more, lets running requests end, tells WebSockets to go away; what is not over after the grace is cut
     * off.
     *
     * @return whether everything ended within the grace
     */
    public boolean stop(Duration grace) throws IOException {
        socket.close();
        synchronized (this) {
            threads.shutdown();
            for (var connection : connections) {
                connection.stop();
            }
        }
        boolean ended = awaitConnections(grace);
        for (var connection : connections) {
            connection.abort();
        }
        return ended;
    }

    @Override
    public void close() throws IOException {
        stop(Duration.ZERO);
    }

    private boolean awaitConnections(Duration grace) {
        try {
            return threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept() {
        try {
            while (true) {
                serve(socket.accept());
            }
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException("cannot accept connections", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot accept connections", e);
        }
    }

    private synchronized void serve(Socket accepted) throws IOException {
        if (threads.isShutdown()) {
            accepted.close();
            return;
        }
        var connection = new Connection(accepted, service, mode);
        connections.add(connection);
        threads.execute(() -> {
            try {
                connection.serve();
            } catch (IOException e) {
                System.out.println("connection failed: " + e);
            } finally {
                connections.remove(connection);
            }
        });
    }
}
