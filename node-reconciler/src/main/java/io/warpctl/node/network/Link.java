package io.warpctl.node.network;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interface with its addresses.
 *
 * @param addresses its addresses, without link-local ones, for which there is nothing to choose
 */
record Link(List<Address> addresses) {
    /** An address and the length of its subnet's prefix. */
    record Address(String address, int prefixLength) {
        /** The subnet it is in, such as {@code 10.0.0.0/24}; empty when it is alone there. */
        Optional<String> subnet() {
            byte[] bits = bits();
            if (prefixLength == bits.length * 8) {
                return Optional.empty();
            }
            for (int bit = prefixLength; bit < bits.length * 8; bit++) {
                bits[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            return Optional.of(AddressText.of(bits) + "/" + prefixLength);
        }

        private byte[] bits() {
            try {
                return InetAddress.getByName(address).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalStateException(address + " is not an IP address", e);
            }
        }
    }

    Link {
        addresses = List.copyOf(addresses);
    }

    /** The addresses of one kind. */
    List<Address> addresses(Family family) {
        return addresses.stream()
                .filter(address -> Family.of(address.address()) == family)
                .toList();
    }

    /** The interfaces of this host by name. */
    static Map<String, Link> read() {
        return Interfaces.each(Link::of);
    }

    private static Link of(NetworkInterface found) {
        return new Link(found.getInterfaceAddresses().stream()
                .filter(address -> !address.getAddress().isLinkLocalAddress())
                .map(Link::of)
                .toList());
    }

    private static Address of(InterfaceAddress found) {
        return new Address(AddressText.of(found.getAddress().getAddress()), found.getNetworkPrefixLength());
    }
}
