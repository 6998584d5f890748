package io.warpctl.node.network;

import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.node.report.HostFacts.InterfaceFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The interfaces of this host that may get a balancer: those with an address that are not Docker's. */
public final class FoundInterfaces {
    private static final String LOOPBACK = "lo";
    private static final Pattern DOCKERS = Pattern.compile("docker\\d+|docker_gwbridge|br-[0-9a-f]{12}|veth.*");

    private FoundInterfaces() {}

    /**
     * The interfaces found.
     *
     * @param addresses addresses by interface
     * @param gateways gateways found, by interface
     * @param servicesNetworks names of bridges of ours
     */
    public static List<InterfaceFact> of(
            Map<String, List<String>> addresses, Map<String, String> gateways, Set<String> servicesNetworks) {
        List<InterfaceFact> found = new ArrayList<>();
        addresses.forEach((name, own) -> {
            boolean dockers = DOCKERS.matcher(name).matches()
                    || servicesNetworks.contains(name)
                    || name.equals(ServicesNetwork.DEFAULT.name());
            if (!own.isEmpty() && !dockers) {
                found.add(new InterfaceFact(name, own, gateways.getOrDefault(name, ""), name.equals(LOOPBACK)));
            }
        });
        return found;
    }

    /** The gateways of the default routes in the kernel's main IPv4 table, by interface. */
    public static Map<String, String> gateways() {
        try {
            return gateways(Files.readAllLines(Path.of("/proc/net/route")));
        } catch (IOException e) {
            // Without IPv4 there is no such file, and no gateway.
            return Map.of();
        }
    }

    /** Columns: interface, destination, gateway, … as little-endian hexadecimal; the first default route of each counts. */
    static Map<String, String> gateways(List<String> routes) {
        Map<String, String> gateways = new HashMap<>();
        for (String line : routes) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 7
                    && fields[1].equals("00000000")
                    && fields[7].equals("00000000")
                    && !fields[2].equals("00000000")) {
                gateways.putIfAbsent(fields[0], address(fields[2]));
            }
        }
        return gateways;
    }

    private static String address(String littleEndian) {
        byte[] bytes = HexFormat.of().parseHex(littleEndian);
        return (bytes[3] & 255) + "." + (bytes[2] & 255) + "." + (bytes[1] & 255) + "." + (bytes[0] & 255);
    }
}
