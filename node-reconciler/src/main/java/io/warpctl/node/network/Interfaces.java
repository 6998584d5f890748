package io.warpctl.node.network;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Walks over the kernel's network interfaces. */
final class Interfaces {
    /** An interface that goes while they are listed, as each container's does, spoils the whole list. */
    private static final int TRIES = 5;

    private Interfaces() {}

    /** What {@code look} says of each interface, by its name. */
    static <T> Map<String, T> each(Function<NetworkInterface, T> look) {
        SocketException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                Map<String, T> all = new TreeMap<>();
                NetworkInterface.networkInterfaces().forEach(found -> all.put(found.getName(), look.apply(found)));
                return all;
            } catch (SocketException e) {
                last = e;
            }
        }
        throw new IllegalStateException("the kernel does not list its network interfaces", last);
    }
}
