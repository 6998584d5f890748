package io.warpctl.lb;

import io.vertx.core.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how sockets are served: epoll where the kernel and the library for it are there, else Java's own selector. */
final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    static Transport best() {
        Transport epoll = Transport.EPOLL;
        if (epoll != null && epoll.available()) {
            LOG.info("Transport epoll: available on this host");
            return epoll;
        }
        LOG.info(
                "Transport nio: epoll is not available ({})",
                epoll == null ? "no library for it" : String.valueOf(epoll.unavailabilityCause()));
        return Transport.NIO;
    }
}
