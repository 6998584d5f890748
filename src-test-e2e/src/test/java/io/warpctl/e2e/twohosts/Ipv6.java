package io.warpctl.e2e.twohosts;

import io.warpctl.e2e.rig.NamespacedHost;
import io.warpctl.e2e.rig.NamespacedHosts;
import io.warpctl.e2e.rig.NetNamespace;

/** IPv6 for the hosts and their clients, laid out as IPv4 is: {@code 2001:db8:I::1H} on host H, with I = 1 for its first interface. */
final class Ipv6 {
    /** Where clients come from: on none of the hosts' subnets. */
    static final String CLIENT_ADDRESS = "2001:db8:f::1";

    private Ipv6() {}

    /** The address of an interface, as {@code ip} writes it. */
    static String address(int host, int interfaceNumber) {
        return subnet(interfaceNumber) + "1" + host;
    }

    static String subnet(int interfaceNumber) {
        return "2001:db8:" + (interfaceNumber + 1) + "::";
    }

    static void enable(NamespacedHosts hosts) {
        NetNamespace client = hosts.client();
        ip(client, "address", "add", CLIENT_ADDRESS + "/128", "dev", "lo", "nodad");
        for (int i = 0; i < 2; i++) {
            ip(client, "address", "add", subnet(i) + "1/128", "dev", "br" + i, "nodad");
            ip(client, "route", "add", subnet(i) + "/64", "dev", "br" + i, "src", CLIENT_ADDRESS);
            for (int host = 0; host < hosts.hosts().size(); host++) {
                enable(hosts.host(host), host, i);
            }
        }
    }

    private static void enable(NamespacedHost host, int number, int i) {
        String metric = Integer.toString(100 * (i + 1));
        ip(host.namespace(), "address", "add", address(number, i) + "/64", "dev", "eth" + i, "nodad");
        ip(host.namespace(), "route", "add", "default", "via", subnet(i) + "1", "dev", "eth" + i, "metric", metric);
    }

    private static void ip(NetNamespace namespace, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = "ip";
        command[1] = "-6";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        namespace.run(command);
    }
}
