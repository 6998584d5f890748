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
        return Stream.concat(rules(), routes().filter(route -> route.contains(" proto 87 ")))
                .toList();
    }

    private Stream<String> rules() {
        return lines("ip", "rule", "show").filter(rule -> rule.startsWith(PRIORITY));
    }

    private Stream<String> routes() {
        return lines("ip", "route", "show", "table", "all");
    }

    /** The rules that lead into a table. */
    List<String> rules(int table) {
        return rules().filter(rule -> rule.contains(" lookup " + table + " ")).toList();
    }

    /** What is in a table. */
    List<String> routes(int table) {
        return lines("ip", "route", "show", "table", Integer.toString(table)).toList();
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
