package io.warpctl.e2e.rig;

import io.warpctl.cli.setup.DockerdCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Several hosts on one machine, each in a network namespace with its own Docker daemon, and a namespace where their
 * clients are.
 *
 * <pre>
 *  client: 203.0.113.1          this machine
 *    br0 192.0.2.1    br1 198.51.100.1      100.64.x.y/30
 *     |                |                       |
 *    eth0 192.0.2.10+n eth1 198.51.100.10+n   ctl0        host n
 * </pre>
 *
 * <p>Clients come from an address that is on neither subnet, so that every answer depends on the host's routes. All
 * addresses are of ranges for documentation and carriers; nothing of this machine's own network is touched.
 */
public final class NamespacedHosts implements AutoCloseable {
    private static final List<String> SUBNETS = List.of("192.0.2", "198.51.100");
    /** Where clients come from. */
    public static final String CLIENT_ADDRESS = "203.0.113.1";

    private static final long PID = ProcessHandle.current().pid();

    private final List<NetNamespace> namespaces = new ArrayList<>();
    private final List<NamespacedHost> hosts = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final String id = Long.toString(PID, 36);
    private NetNamespace client;

    private NamespacedHosts() {}

    /**
     * Makes the hosts; what was made is removed again if one fails.
     *
     * @param folder for the daemons' data, which is removed at the end
     * @param count how many, 16 at most
     * @throws IllegalStateException with the fix, if this user or machine cannot
     */
    public static NamespacedHosts start(Path folder, int count) {
        DockerdCommand.requireMeans();
        if (Commands.find("ip").isEmpty() || Commands.find("nsenter").isEmpty()) {
            throw new IllegalStateException("hosts in network namespaces need the programs ip and nsenter: install them"
                    + " (Debian, Ubuntu: apt-get install iproute2 util-linux)");
        }
        var result = new NamespacedHosts();
        AtExit.close(result);
        try {
            result.makeClient();
            for (int i = 0; i < count; i++) {
                result.makeHost(folder, i);
            }
            return result;
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** Host number {@code index}, from 0. */
    public NamespacedHost host(int index) {
        return hosts.get(index);
    }

    /** All hosts. */
    public List<NamespacedHost> hosts() {
        return List.copyOf(hosts);
    }

    /** The namespace where clients run; see {@link RemoteLoad} and {@link Fetch}. */
    public NetNamespace client() {
        return client;
    }

    /** Every host's addresses with this port, as a load plan wants them. */
    public List<String> addresses(int port) {
        return hosts.stream()
                .flatMap(host -> host.addresses().stream())
                .map(address -> address + ":" + port)
                .toList();
    }

    private void makeClient() {
        client = namespace("client");
        client.run("ip", "address", "add", CLIENT_ADDRESS + "/32", "dev", "lo");
        for (int i = 0; i < SUBNETS.size(); i++) {
            client.run("ip", "link", "add", "br" + i, "type", "bridge");
            client.run("ip", "link", "set", "br" + i, "up");
            // Without its subnet's route, which is added with the client's address as the source.
            client.run("ip", "address", "add", SUBNETS.get(i) + ".1/32", "dev", "br" + i);
            client.run("ip", "route", "add", SUBNETS.get(i) + ".0/24", "dev", "br" + i, "src", CLIENT_ADDRESS);
        }
    }

    private void makeHost(Path folder, int index) {
        var host = namespace("h" + index);
        var addresses = new ArrayList<String>();
        for (int i = 0; i < SUBNETS.size(); i++) {
            var outer = "h" + index + "e" + i;
            host.run("ip", "link", "add", "eth" + i, "type", "veth", "peer", "name", outer, "netns", client.name());
            client.run("ip", "link", "set", outer, "master", "br" + i, "up");
            addresses.add(SUBNETS.get(i) + "." + (10 + index));
            host.run("ip", "address", "add", addresses.get(i) + "/24", "dev", "eth" + i);
            host.run("ip", "link", "set", "eth" + i, "up");
            // As DHCP leaves it: a default route per interface, of which the first wins.
            host.run(
                    "ip",
                    "route",
                    "add",
                    "default",
                    "via",
                    SUBNETS.get(i) + ".1",
                    "dev",
                    "eth" + i,
                    "metric",
                    Integer.toString(100 * (i + 1)));
        }
        var control = link(host, index);
        var dockerd = Dockerd.start(folder.resolve("h" + index), host);
        hosts.add(new NamespacedHost(host, dockerd, addresses, control));
        // With its first network, dockerd makes chains that it keeps: they shall be no scenario's remains.
        try (var engine = DockerEngine.at(dockerd.endpoint())) {
            engine.client().createNetworkCmd().withName("first").exec();
            engine.client().removeNetworkCmd("first").exec();
        }
    }

    private String link(NetNamespace host, int index) {
        // 64 addresses per test process, so that two of them do not meet.
        long base = (100L << 24) + (64L << 16) + PID % 65536 * 64 + index * 4L;
        var outer = "w" + id + "c" + index;
        Commands.run("ip", "link", "add", outer, "type", "veth", "peer", "name", "ctl0", "netns", host.name());
        links.add(outer);
        Commands.run("ip", "address", "add", dotted(base + 1) + "/30", "dev", outer);
        Commands.run("ip", "link", "set", outer, "up");
        host.run("ip", "address", "add", dotted(base + 2) + "/30", "dev", "ctl0");
        host.run("ip", "link", "set", "ctl0", "up");
        return dotted(base + 1);
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private NetNamespace namespace(String role) {
        var namespace = NetNamespace.create("warp-" + id + "-" + role);
        namespaces.add(namespace);
        return namespace;
    }

    /** Ends every process on the hosts and removes containers, links, namespaces and files. */
    @Override
    public synchronized void close() {
        var steps = new ArrayList<Runnable>();
        hosts.forEach(host -> steps.add(host::close));
        namespaces.forEach(namespace -> steps.add(namespace::killAll));
        // Named one by one: the kernel would remove them with their namespaces, but only some time later.
        links.forEach(link -> steps.add(() -> Commands.run("ip", "link", "delete", link)));
        namespaces.forEach(namespace -> steps.add(namespace::delete));
        hosts.clear();
        links.clear();
        namespaces.clear();
        AtExit.runAll(steps);
    }
}
