package io.warpctl.load;

import java.net.InetSocketAddress;

final class Addresses {
    private Addresses() {}

    /** Resolves {@code host:port}; an IPv6 host stands in brackets. */
    static InetSocketAddress resolve(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("address: " + address + ", must be host:port");
        }
        var host = address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        InetSocketAddress resolved;
        try {
            resolved = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("address: " + address + ", the port must be a number", e);
        }
        if (resolved.isUnresolved()) {
            throw new IllegalArgumentException("address: " + address + ", unknown host");
        }
        return resolved;
    }

    static String text(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
