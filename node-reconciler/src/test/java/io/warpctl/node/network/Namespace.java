package io.warpctl.node.network;

import io.warpctl.node.common.ActionException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A network namespace with an interface {@code eth0} and one {@code eth1}, so that the machine's own routing is never touched. */
final class Namespace implements AutoCloseable {
    private final String name = "warp-ip-test-" + ProcessHandle.current().pid();
    private final IpCommand host = new IpCommand(List.of("ip"));
    private final IpCommand inside = new IpCommand(List.of("ip", "-n", name));

    /** Makes it, or has the test skipped for lack of rights. */
    static Namespace create() {
        Namespace namespace = new Namespace();
        try {
            namespace.host.run(Family.V4, List.of("netns", "add", namespace.name));
        } catch (ActionException e) {
            Assumptions.abort("network namespaces need root: " + e.getMessage());
        }
        try {
            namespace.link("eth0", "10.1.0.5/24", "2001:db8:1::5/64");
            namespace.link("eth1", "10.2.0.5/24", "2001:db8:2::5/64");
            return namespace;
        } catch (ActionException e) {
            namespace.close();
            throw e;
        }
    }

    /** {@code ip}, inside. */
    IpCommand ip() {
        return inside;
    }

    void run(String... arguments) {
        run(Family.V4, arguments);
    }

    void run(Family family, String... arguments) {
        inside.run(family, List.of(arguments));
    }

    private void link(String link, String v4, String v6) {
        run("link", "add", link, "type", "veth", "peer", "name", "peer-" + link);
        run("link", "set", "peer-" + link, "up");
        run("link", "set", link, "up");
        run("addr", "add", v4, "dev", link);
        run(Family.V6, "addr", "add", v6, "dev", link, "nodad");
    }

    @Override
    public void close() {
        host.run(Family.V4, List.of("netns", "del", name));
    }
}
