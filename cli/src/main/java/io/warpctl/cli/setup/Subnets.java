package io.warpctl.cli.setup;

import io.warpctl.cli.CommandFailure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** Private networks that this machine does not use yet. */
public final class Subnets {
    private static final List<String> CANDIDATES =
            List.of("172.30.213.", "172.29.213.", "10.213.30.", "192.168.213.", "10.30.213.");

    private Subnets() {}

    /** A /24 that no interface of this machine has an address in, as CIDR. */
    public static String free() {
        return CANDIDATES.stream()
                .filter(prefix -> addresses().noneMatch(address -> covers(address, prefix)))
                .findFirst()
                .map(prefix -> prefix + "0/24")
                .orElseThrow(() -> new CommandFailure("all private networks the demo tries are in use on this machine: "
                        + CANDIDATES.stream().map(prefix -> prefix + "0/24").toList()));
    }

    /** Whether an interface's network and the /24 overlap; the interface's prefix may be shorter than 24. */
    private static boolean covers(InterfaceNetwork network, String prefix) {
        int bits = Math.min(24, network.prefixLength());
        int mask = bits == 0 ? 0 : -1 << (32 - bits);
        return (network.address() & mask) == (number(prefix + "0") & mask);
    }

    private static Stream<InterfaceNetwork> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(card -> card.getInterfaceAddresses().stream())
                    .filter(address -> address.getAddress() instanceof Inet4Address)
                    .map(address ->
                            new InterfaceNetwork(number(address.getAddress()), address.getNetworkPrefixLength()));
        } catch (SocketException e) {
            throw new CommandFailure("cannot list this machine's network interfaces: " + e.getMessage(), e);
        }
    }

    private static int number(String address) {
        int number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static int number(InetAddress address) {
        return number(address.getHostAddress());
    }

    private record InterfaceNetwork(int address, int prefixLength) {}
}
