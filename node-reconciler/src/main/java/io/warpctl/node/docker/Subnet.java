package io.warpctl.node.docker;

import io.warpctl.node.common.ActionException;

/** An IPv4 subnet. */
record Subnet(int network, int prefixLength) {
    static Subnet parse(String cidr) {
        String[] parts = cidr.split("[./]");
        try {
            int address = 0;
            for (int i = 0; i < 4; i++) {
                address = address << 8 | octet(parts[i]);
            }
            int length = Integer.parseInt(parts[4]);
            if (parts.length == 5 && length > 0 && length <= 30) {
                return new Subnet(address & -1 << 32 - length, length);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw wrong(cidr);
        }
        throw wrong(cidr);
    }

    /** The subnet's first usable address: the bridge's own. */
    String firstAddress() {
        int first = network + 1;
        return (first >>> 24) + "." + (first >>> 16 & 255) + "." + (first >>> 8 & 255) + "." + (first & 255);
    }

    private static int octet(String text) {
        int value = Integer.parseInt(text);
        if (value < 0 || value > 255) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static ActionException wrong(String cidr) {
        return ActionException.host(
                "BadSubnet", "servicesNetwork.subnet is " + cidr + ", and must be a subnet such as 172.30.0.0/16");
    }
}
