package io.warpctl.node.network;

import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The addresses this host's interfaces have now. */
public final class HostAddresses {
    private HostAddresses() {}

    /** Addresses by interface name, without link-local ones, which cannot be listened on without naming a zone. */
    public static Map<String, List<String>> read() {
        return Interfaces.each(HostAddresses::addresses);
    }

    private static List<String> addresses(NetworkInterface found) {
        List<String> texts = new ArrayList<>();
        found.inetAddresses()
                .filter(address -> !address.isLinkLocalAddress())
                .map(address -> AddressText.of(address.getAddress()))
                .sorted()
                .forEach(texts::add);
        return texts;
    }
}
