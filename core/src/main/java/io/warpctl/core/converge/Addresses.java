package io.warpctl.core.converge;

import io.warpctl.core.plan.ServicesNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Assigns addresses of the services network, so that none is used again while something may still send to it. */
final class Addresses {
    /** A freed address is not used again for this long. */
    static final Duration QUARANTINE = Duration.ofMinutes(10);

    private Addresses() {}

    /**
     * The lowest address that is free: not the network's own, nor the bridge's, nor in {@code taken}, nor assigned, nor freed lately.
     *
     * @return empty when the subnet is full
     */
    static Optional<String> assign(
            ServicesNetwork network, Map<String, AddressUse> uses, Set<String> taken, Instant now) {
        long[] range = range(network.subnet());
        Set<String> closed = new HashSet<>(taken);
        uses.forEach((address, use) -> {
            if (use.freedAt().map(freed -> freed.plus(QUARANTINE).isAfter(now)).orElse(true)) {
                closed.add(address);
            }
        });
        // The first address is the network's own, the second the bridge's, the last the broadcast address.
        for (long candidate = range[0] + 2; candidate < range[1]; candidate++) {
            String address = text(candidate);
            if (!closed.contains(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** The address of the bridge itself. */
    static String gateway(ServicesNetwork network) {
        return text(range(network.subnet())[0] + 1);
    }

    /** Marks addresses of containers that are gone as freed, and forgets those freed long ago. */
    static void release(Map<String, AddressUse> uses, Set<String> containers, Instant now) {
        uses.replaceAll((address, use) -> use.freedAt().isPresent() || containers.contains(use.container())
                ? use
                : new AddressUse(use.container(), Optional.of(now)));
        uses.values()
                .removeIf(use -> use.freedAt()
                        .map(freed -> !freed.plus(QUARANTINE).isAfter(now))
                        .orElse(false));
    }

    private static long[] range(String subnet) {
        String[] parts = subnet.split("/");
        if (parts.length != 2) {
            throw new IllegalArgumentException("servicesNetwork.subnet: " + subnet + " is not an IPv4 CIDR");
        }
        int bits = Integer.parseInt(parts[1]);
        long base = 0;
        for (String octet : parts[0].split("\\.")) {
            base = base * 256 + Integer.parseInt(octet);
        }
        long size = 1L << (32 - bits);
        long first = base / size * size;
        return new long[] {first, first + size - 1};
    }

    private static String text(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
