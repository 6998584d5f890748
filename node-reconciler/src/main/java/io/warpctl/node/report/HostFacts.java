package io.warpctl.node.report;

import java.util.List;
import java.util.Objects;

/**
 * What a node found its host to be.
 *
 * @param bootId the kernel's boot
 * @param interfaces interfaces that may get a balancer
 * @param docker version of the Docker daemon; empty while it cannot be asked
 * @param kernel version of the kernel
 * @param os name of the operating system
 * @param cpus processors
 * @param memoryBytes memory in bytes; 0 when unknown
 */
public record HostFacts(
        String bootId,
        List<InterfaceFact> interfaces,
        String docker,
        String kernel,
        String os,
        int cpus,
        long memoryBytes) {
    /**
     * One interface.
     *
     * @param name its name
     * @param addresses its addresses, link-local ones left out
     * @param gateway the gateway of its default route; empty when it has none
     * @param loopback whether it is the loopback interface
     */
    public record InterfaceFact(String name, List<String> addresses, String gateway, boolean loopback) {
        public InterfaceFact {
            Objects.requireNonNull(name, "name");
            addresses = List.copyOf(addresses);
        }
    }

    public HostFacts {
        interfaces = List.copyOf(interfaces);
    }
}
