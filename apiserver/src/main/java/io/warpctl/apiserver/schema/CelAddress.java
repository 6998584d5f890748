package io.warpctl.apiserver.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * An address of the Internet, by its bytes: four or sixteen.
 *
 * <p>Source of the rules: {@code k8s.io/apiserver/pkg/cel/library/ip.go}.
 */
record CelAddress(List<Byte> bytes) {
    private static final int GROUPS = 8;

    CelAddress {
        bytes = List.copyOf(bytes);
    }

    /** Addresses of the fourth version dressed as sixth are none here. */
    static boolean isAddress(String text) {
        return Addresses.isIpv4(text) || Addresses.isIpv6(text) && !isMapped(bytes(text));
    }

    /** @throws IllegalArgumentException with Kubernetes' text */
    static CelAddress of(String text) {
        if (Addresses.isIpv6(text) && isMapped(bytes(text))) {
            throw new IllegalArgumentException("IPv4-mapped IPv6 address \"" + text + "\" is not allowed");
        }
        if (!isAddress(text)) {
            throw new IllegalArgumentException("IP Address \"" + text
                    + "\" parse error during conversion from string: ParseAddr(\"" + text
                    + "\"): unable to parse IP");
        }
        return of(bytes(text));
    }

    static CelAddress of(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxed[i] = bytes[i];
        }
        return new CelAddress(List.of(boxed));
    }

    private static boolean isMapped(byte[] bytes) {
        // Java itself turns such an address into its four bytes.
        return bytes.length == 4;
    }

    /** Of a literal address, for which nothing is looked up. */
    private static byte[] bytes(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    byte[] raw() {
        byte[] raw = new byte[bytes.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bytes.get(i);
        }
        return raw;
    }

    long family() {
        return bytes.size() == 4 ? 4 : 6;
    }

    /** As Java knows it, for what it is used for. */
    InetAddress address() {
        try {
            return InetAddress.getByAddress(raw());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.size() + " bytes", e);
        }
    }

    boolean isGlobalUnicast() {
        InetAddress address = address();
        boolean broadcast = bytes.size() == 4 && bytes.stream().allMatch(b -> b == -1);
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress()
                && !broadcast;
    }

    /** The one way to write it: lower case, and the longest run of zeros left out. */
    @Override
    public String toString() {
        if (bytes.size() == 4) {
            return address().getHostAddress();
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes.get(2 * i) & 0xff) << 8 | bytes.get(2 * i + 1) & 0xff;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
