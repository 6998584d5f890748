package io.warpctl.apiserver.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.function.Predicate;

/** Vert.x' own transport, with somebody at the door: Vert.x tells of a connection only after its TLS handshake. */
final class GuardedTransport extends NioTransport implements Transport {

    private final Predicate<Channel> door;

    /** @param door is told of every connection that was accepted, and says whether it may stay */
    GuardedTransport(Predicate<Channel> door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return this;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
        return () -> {
            ServerChannel listening = factory.newChannel();
            listening.pipeline().addLast(new Doorkeeper());
            return listening;
        };
    }

    private final class Doorkeeper extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel accepted && !door.test(accepted)) {
                accepted.unsafe().closeForcibly();
                return;
            }
            context.fireChannelRead(message);
        }
    }
}
