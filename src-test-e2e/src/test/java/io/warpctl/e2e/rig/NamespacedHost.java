package io.warpctl.e2e.rig;

import io.warpctl.examples.hello.image.DockerEndpoint;
import java.util.List;

/** A host in a network namespace: a Docker daemon of its own, two interfaces, and a link to this machine. */
public final class NamespacedHost {
    private final NetNamespace namespace;
    private final Dockerd dockerd;
    private final List<String> addresses;
    private final String controlAddress;

    NamespacedHost(NetNamespace namespace, Dockerd dockerd, List<String> addresses, String controlAddress) {
        this.namespace = namespace;
        this.dockerd = dockerd;
        this.addresses = List.copyOf(addresses);
        this.controlAddress = controlAddress;
    }

    /** The namespace its processes have to run in. */
    public NetNamespace namespace() {
        return namespace;
    }

    /** Its Docker daemon; the socket is a file, reachable from everywhere on this machine. */
    public DockerEndpoint docker() {
        return dockerd.endpoint();
    }

    /** Its addresses on {@code eth0} and {@code eth1}. */
    public List<String> addresses() {
        return addresses;
    }

    /** This machine's address on the link {@code ctl0} to it: where it finds an API server that listens there. */
    public String controlAddress() {
        return controlAddress;
    }

    /** Cuts the link to this machine; clients still reach the host. */
    public void cutControl() {
        namespace.run("ip", "link", "set", "ctl0", "down");
    }

    /** Undoes {@link #cutControl}. */
    public void restoreControl() {
        namespace.run("ip", "link", "set", "ctl0", "up");
    }

    void close() {
        dockerd.close();
    }
}
