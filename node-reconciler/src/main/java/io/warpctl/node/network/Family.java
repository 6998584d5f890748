package io.warpctl.node.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The two kinds of addresses; the kernel keeps the rules and routes of each apart. */
enum Family {
    V4("-4"),
    V6("-6");

    /** What restricts {@code ip} to it. */
    final String option;

    Family(String option) {
        this.option = option;
    }

    static Family of(String address) {
        return address.contains(":") ? V6 : V4;
    }

    /** An address as {@code ip} writes it; what is none stays as it is, for {@code ip} to complain of. */
    static String canonical(String address) {
        if (!address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            // Nothing that a resolver could take for a name.
            return address;
        }
        try {
            return AddressText.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
