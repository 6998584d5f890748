package io.warpctl.apiserver.schema;

/**
 * A range of addresses, {@code 10.0.0.0/8}.
 *
 * <p>Source of the rules: {@code k8s.io/apiserver/pkg/cel/library/cidr.go}.
 *
 * @param bits how many leading bits all its addresses share
 */
record CelNetwork(CelAddress address, long bits) {

    static boolean isNetwork(String text) {
        return Addresses.isCidr(text) && CelAddress.isAddress(text.substring(0, text.indexOf('/')));
    }

    /** @throws IllegalArgumentException if it is none */
    static CelNetwork of(String text) {
        if (!isNetwork(text)) {
            throw new IllegalArgumentException(
                    "network address parse error during conversion from string: netip.ParsePrefix(\"" + text
                            + "\"): no '/'");
        }
        int slash = text.indexOf('/');
        return new CelNetwork(CelAddress.of(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    boolean contains(CelAddress other) {
        return other.family() == address.family() && masked(other).equals(masked(address));
    }

    boolean contains(CelNetwork other) {
        return bits <= other.bits && contains(other.address);
    }

    CelNetwork masked() {
        return new CelNetwork(masked(address), bits);
    }

    private CelAddress masked(CelAddress unmasked) {
        byte[] raw = unmasked.raw();
        for (int i = 0; i < raw.length; i++) {
            long kept = Math.max(0, Math.min(8, bits - 8L * i));
            raw[i] &= (byte) (0xff << 8 - kept);
        }
        return CelAddress.of(raw);
    }

    @Override
    public String toString() {
        return address + "/" + bits;
    }
}
