package io.warpctl.node.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The addresses this host's interfaces have now. */
public final class HostAddresses {
    private HostAddresses() {}

    /** Addresses by interface name, without link-local ones, which cannot be listened on without naming a zone. */
    public static Map<String, List<String>> read() {
        Map<String, List<String>> addresses = new TreeMap<>();
        try {
            NetworkInterface.networkInterfaces().forEach(found -> addresses.put(found.getName(), addresses(found)));
        } catch (SocketException e) {
            throw new IllegalStateException("the kernel does not list its network interfaces", e);
        }
        return addresses;
    }

    private static List<String> addresses(NetworkInterface found) {
        List<String> texts = new ArrayList<>();
        found.inetAddresses()
                .filter(address -> !address.isLinkLocalAddress())
                .map(HostAddresses::text)
                .sorted()
                .forEach(texts::add);
        return texts;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return address instanceof Inet6Address && zone >= 0 ? text.substring(0, zone) : text;
    }
}
