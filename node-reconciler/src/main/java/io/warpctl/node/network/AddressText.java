package io.warpctl.node.network;

import java.util.ArrayList;
import java.util.List;

/** Writes addresses as {@code ip} does, an IPv6 address without its longest run of zeros, so that both can be compared. */
final class AddressText {
    private AddressText() {}

    static String of(byte[] address) {
        return address.length == 4 ? dotted(address) : compressed(groups(address));
    }

    private static String dotted(byte[] address) {
        return (address[0] & 255) + "." + (address[1] & 255) + "." + (address[2] & 255) + "." + (address[3] & 255);
    }

    private static List<String> groups(byte[] address) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < address.length; i += 2) {
            groups.add(Integer.toHexString((address[i] & 255) << 8 | address[i + 1] & 255));
        }
        return groups;
    }

    private static String compressed(List<String> groups) {
        int start = 0;
        int length = 1;
        for (int i = 0; i < groups.size(); i++) {
            int zeros = 0;
            while (i + zeros < groups.size() && groups.get(i + zeros).equals("0")) {
                zeros++;
            }
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        return length == 1
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + length, groups.size()));
    }
}
