package io.warpctl.node.lb;

import io.warpctl.node.common.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells at once when a balancer ends: an idle connection to its control socket closes with it, whoever started the process.
 */
final class BalancerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BalancerWatch.class);

    private final Runnable ended;
    private final Selector selector;
    private final Map<Path, SocketChannel> watched = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param ended called on a thread of the watch's own */
    BalancerWatch(Runnable ended) {
        this.ended = ended;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("balancers cannot be watched", e);
        }
        Threads.start("warp-balancer-watch", this::run);
    }

    /** Watches whoever listens on {@code socket} now, unless that is done already. */
    void watch(Path socket) {
        if (closed || watched.containsKey(socket)) {
            return;
        }
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                channel.close();
                return;
            }
            watched.put(socket, channel);
            channel.register(selector, SelectionKey.OP_READ, socket);
            selector.wakeup();
        } catch (IOException e) {
            LOG.debug("{} cannot be watched: {}", socket, e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    look(key);
                }
                selector.selectedKeys().clear();
            }
            for (SocketChannel channel : watched.values()) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("balancers cannot be watched", e);
        }
    }

    private void look(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (closed(channel)) {
            watched.remove((Path) key.attachment());
            channel.close();
            ended.run();
        }
    }

    private static boolean closed(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1024)) < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
