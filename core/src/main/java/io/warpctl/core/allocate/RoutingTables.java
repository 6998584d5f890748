package io.warpctl.core.allocate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Gives every interface of a host a routing table of its own. Pure and stable: a table once given is kept. */
public final class RoutingTables {
    private RoutingTables() {}

    /**
     * An interface of a host.
     *
     * @param host name of the host
     * @param interfaceName name of the interface
     */
    public record Slot(String host, String interfaceName) implements Comparable<Slot> {
        public Slot {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(interfaceName, "interfaceName");
        }

        @Override
        public int compareTo(Slot other) {
            int byHost = host.compareTo(other.host);
            return byHost != 0 ? byHost : interfaceName.compareTo(other.interfaceName);
        }
    }

    /**
     * What was given out.
     *
     * @param tables the tables by interface: those given before, and the new ones
     * @param unserved interfaces for which no number was left
     */
    public record Allocation(Map<Slot, Integer> tables, List<Slot> unserved) {
        public Allocation {
            tables = Map.copyOf(tables);
            unserved = List.copyOf(unserved);
        }
    }

    /**
     * Gives a table to every interface that has none.
     *
     * @param from lowest number of the pool
     * @param to highest number of the pool
     * @param given what was given before; kept, even outside of the pool
     * @param reserved numbers set aside for interfaces; no other interface of the host gets them
     * @param wanted interfaces that need a table
     */
    public static Allocation allocate(
            int from, int to, Map<Slot, Integer> given, Map<Slot, Integer> reserved, Set<Slot> wanted) {
        Map<Slot, Integer> tables = new TreeMap<>(given);
        List<Slot> unserved = new ArrayList<>();
        for (Slot slot : new TreeSet<>(wanted)) {
            if (!tables.containsKey(slot)) {
                OptionalInt table = choose(from, to, tables, reserved, slot);
                table.ifPresentOrElse(number -> tables.put(slot, number), () -> unserved.add(slot));
            }
        }
        return new Allocation(tables, unserved);
    }

    private static OptionalInt choose(
            int from, int to, Map<Slot, Integer> tables, Map<Slot, Integer> reserved, Slot slot) {
        Set<Integer> taken = onHost(tables, slot.host());
        Integer own = reserved.get(slot);
        if (own != null && !taken.contains(own)) {
            return OptionalInt.of(own);
        }
        taken.addAll(onHost(reserved, slot.host()));
        return IntStream.rangeClosed(from, to)
                .filter(number -> !taken.contains(number))
                .findFirst();
    }

    private static Set<Integer> onHost(Map<Slot, Integer> tables, String host) {
        Set<Integer> numbers = new TreeSet<>();
        tables.forEach((slot, number) -> {
            if (slot.host().equals(host)) {
                numbers.add(number);
            }
        });
        return numbers;
    }
}
