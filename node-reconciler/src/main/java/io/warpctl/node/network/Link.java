package io.warpctl.node.network;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;

/**
 * An interface with its IPv4 addresses.
 *
 * @param addresses its addresses
 */
record Link(List<Address> addresses) {
    /** An address and the length of its subnet's prefix. */
    record Address(String address, int prefixLength) {
        /** The subnet it is in, such as {@code 10.0.0.0/24}. */
        String subnet() {
            String[] octets = address.split("\\.");
            long bits = 0;
            for (String octet : octets) {
                bits = bits << 8 | Integer.parseInt(octet);
            }
            long network = prefixLength == 0 ? 0 : bits & 0xffffffffL << 32 - prefixLength;
            return (network >> 24 & 255) + "." + (network >> 16 & 255) + "." + (network >> 8 & 255) + "."
                    + (network & 255) + "/" + prefixLength;
        }
    }

    Link {
        addresses = List.copyOf(addresses);
    }

    /** The interfaces of this host by name. */
    static Map<String, Link> read() {
        return Interfaces.each(Link::of);
    }

    private static Link of(NetworkInterface found) {
        return new Link(found.getInterfaceAddresses().stream()
                .filter(address -> address.getAddress() instanceof Inet4Address)
                .map(Link::of)
                .toList());
    }

    private static Address of(InterfaceAddress address) {
        return new Address(address.getAddress().getHostAddress(), address.getNetworkPrefixLength());
    }
}
