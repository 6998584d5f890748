package io.warpctl.e2e.twohosts;

import io.warpctl.e2e.rig.NamespacedHost;
import io.warpctl.e2e.rig.NetNamespace;
import java.util.List;
import java.util.stream.Stream;

/** The rules and tables of a host that are not the kernel's own. */
record Routing(NamespacedHost host) {
    /** Priority of the rules that nodes make. */
    private static final String PRIORITY = "20000:";

    /** All of it, a line each; empty on a host without a node. */
    List<String> ours() {
        return Stream.of("-4", "-6")
                .flatMap(family -> Stream.concat(
                        rules(family),
                        lines("ip", family, "route", "show", "table", "all")
                                .filter(route -> route.contains(" proto 87 "))))
                .toList();
    }

    private Stream<String> rules(String family) {
        return lines("ip", family, "rule", "show").filter(rule -> rule.startsWith(PRIORITY));
    }

    /** The rules for IPv4 addresses that lead into a table. */
    List<String> rules(int table) {
        return rules("-4")
                .filter(rule -> rule.contains(" lookup " + table + " "))
                .toList();
    }

    /** The same for IPv6 addresses. */
    List<String> rulesV6(int table) {
        return rules("-6")
                .filter(rule -> rule.contains(" lookup " + table + " "))
                .toList();
    }

    /** What is in a table for IPv4. */
    List<String> routes(int table) {
        return routes("-4", table);
    }

    /** What is in a table for IPv6. */
    List<String> routesV6(int table) {
        return routes("-6", table);
    }

    private List<String> routes(String family, int table) {
        // A table that does not exist is asked for as all of them are: else it is an error.
        return lines("ip", family, "route", "show", "table", "all")
                .filter(route -> route.contains(" table " + table + " "))
                .map(route -> route.replace(" table " + table + " ", " "))
                .toList();
    }

    /** The route from an address of the host to another one. */
    String wayOut(String to, String from) {
        return host.namespace().run("ip", "-6", "route", "get", to, "from", from);
    }

    /** What an administrator might type by mistake. */
    void removeRule(int table) {
        host.namespace().run("ip", "rule", "del", "lookup", Integer.toString(table));
    }

    /** As {@link #removeRule}. */
    void flush(int table) {
        host.namespace().run("ip", "route", "flush", "table", Integer.toString(table));
    }

    /** From now on a packet is dropped, and counted, that comes in where the answer to it would not go out. */
    static void beStrict(NetNamespace namespace) {
        namespace.run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/all/rp_filter");
    }

    /** How many packets that were. */
    static long strays(NetNamespace namespace) {
        List<String> lines = namespace.run("cat", "/proc/net/netstat").lines().toList();
        List<String> names = List.of(lines.get(0).split(" "));
        return Long.parseLong(lines.get(1).split(" ")[names.indexOf("IPReversePathFilter")]);
    }

    private Stream<String> lines(String... command) {
        return host.namespace().run(command).lines().map(line -> line.strip().replaceAll("\\s+", " "));
    }
}
