package io.warpctl.core.allocate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ports and routing tables that the original gave out: it kept none of them, but replayed all versions of its file from the
 * oldest on, in a fixed order. An environment that is imported keeps these numbers.
 */
public final class PortReplay {
    /** The scope of services: their numbers are the same on every host. */
    public static final String ALL_HOSTS = "";

    /** What the original calls the service of its load balancers. */
    public static final String BALANCER = "lb";

    private static final String HTTP = "http";
    private static final String STREAM = "stream";

    /**
     * The ports that something serves.
     *
     * @param http over TCP
     * @param tcp streams
     * @param udp streams
     */
    public record Ports(SortedSet<Integer> http, SortedSet<Integer> tcp, SortedSet<Integer> udp) {
        public Ports {
            http = new TreeSet<>(http);
            tcp = new TreeSet<>(tcp);
            udp = new TreeSet<>(udp);
        }
    }

    /**
     * A load balancer on an interface.
     *
     * @param forced service ports by the external ports they must have
     */
    public record Balancer(String host, String interfaceName, SortedMap<Integer, Integer> forced, Ports ports) {
        public Balancer {
            forced = new TreeMap<>(forced);
        }

        String block() {
            return host + "-" + interfaceName;
        }
    }

    /** A service. @param blocks in the order in which they get numbers */
    public record Service(String name, List<String> blocks, Ports ports) {
        public Service {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * One version of the file.
     *
     * @param external numbers for external ports
     * @param internal numbers for internal ports
     * @param tables numbers of routing tables
     * @param parallel how many internal ports stand behind an external one
     */
    public record Version(
            SortedSet<Integer> external,
            SortedSet<Integer> internal,
            SortedSet<Integer> tables,
            int parallel,
            List<Balancer> balancers,
            List<Service> services) {
        public Version {
            external = new TreeSet<>(external);
            internal = new TreeSet<>(internal);
            tables = new TreeSet<>(tables);
            balancers = List.copyOf(balancers);
            services = List.copyOf(services);
        }
    }

    /**
     * What one port of a block has.
     *
     * @param scope the host of a balancer; {@link #ALL_HOSTS} for a service
     * @param internalPorts ascending
     * @param routingTable only of balancers
     */
    public record Allocation(
            String scope,
            String service,
            String block,
            int port,
            int externalPort,
            List<Integer> internalPorts,
            OptionalInt routingTable) {
        public Allocation {
            internalPorts = List.copyOf(internalPorts);
        }
    }

    /** The file asks for what cannot be; the message is for its author. */
    public static final class AllocationException extends RuntimeException {
        private static final long serialVersionUID = 1;

        AllocationException(String message) {
            super(message);
        }
    }

    private record Key(String scope, String service, String block, int port) {
        String shown() {
            return "port " + port + " of " + service + " " + block;
        }
    }

    private static final class PortBlock {
        private OptionalInt external = OptionalInt.empty();
        private SortedSet<Integer> internal = new TreeSet<>();
        private final Map<String, String> types = new HashMap<>();
        private int version;
    }

    private final Map<Key, PortBlock> blocks = new HashMap<>();
    private final Map<String, Map<Integer, Key>> externals = new TreeMap<>();
    private final Map<String, Map<Integer, Key>> internals = new TreeMap<>();
    private final Map<String, Map<Integer, String>> tables = new HashMap<>();
    private final Map<String, Integer> tableOf = new HashMap<>();
    private Version version;
    private int index;

    private PortReplay() {}

    /**
     * What the newest version has, by scope, service, block and port.
     *
     * @param versions the newest first, as the file has them
     * @throws AllocationException if a range is used up, or two things would get one number
     */
    public static List<Allocation> of(List<Version> versions) {
        PortReplay replay = new PortReplay();
        for (int i = versions.size() - 1; i >= 0; i--) {
            replay.index = i;
            replay.version = versions.get(i);
            replay.replay();
        }
        return replay.result();
    }

    private void replay() {
        List<Balancer> sorted = version.balancers.stream()
                .sorted(Comparator.comparing(Balancer::host).thenComparing(Balancer::interfaceName))
                .toList();
        sorted.stream().filter(each -> !each.forced.isEmpty()).forEach(this::balancer);
        sorted.stream().filter(each -> each.forced.isEmpty()).forEach(this::balancer);
        version.services.stream()
                .sorted(Comparator.comparing(Service::name))
                .forEach(service -> service.blocks.forEach(
                        block -> ports(ALL_HOSTS, service.name, block, service.ports, new TreeMap<>())));
    }

    private void balancer(Balancer balancer) {
        table(balancer);
        ports(balancer.host, BALANCER, balancer.block(), balancer.ports, balancer.forced);
    }

    private void table(Balancer balancer) {
        Map<Integer, String> onHost = tables.computeIfAbsent(balancer.host, host -> new TreeMap<>());
        int table = version.tables.stream()
                .filter(number -> balancer.block().equals(onHost.get(number)))
                .findFirst()
                .or(() -> version.tables.stream()
                        .filter(number -> !onHost.containsKey(number))
                        .findFirst())
                .orElseThrow(() -> failure("no routing table is left for interface " + balancer.interfaceName
                        + " of host " + balancer.host + ": increase routing_tables"));
        onHost.put(table, balancer.block());
        tableOf.put(balancer.block(), table);
    }

    private void ports(String scope, String service, String block, Ports ports, SortedMap<Integer, Integer> forced) {
        ports.http.forEach(port -> port(new Key(scope, service, block, port), "tcp", HTTP, forced));
        ports.tcp.forEach(port -> port(new Key(scope, service, block, port), "tcp", STREAM, forced));
        ports.udp.forEach(port -> port(new Key(scope, service, block, port), "udp", STREAM, forced));
    }

    private void port(Key key, String protocol, String type, SortedMap<Integer, Integer> forced) {
        PortBlock block = blocks.computeIfAbsent(key, each -> new PortBlock());
        block.version = index;
        String before = block.types.putIfAbsent(protocol, type);
        if (before != null && !before.equals(type)) {
            throw failure(key.shown() + " was " + before + " over " + protocol + " and cannot become " + type);
        }
        if (block.external.isEmpty()) {
            block.external = OptionalInt.of(external(key, forced));
        }
        block.internal = internal(key);
    }

    private int external(Key key, SortedMap<Integer, Integer> forced) {
        Optional<Integer> wanted = forced.entrySet().stream()
                .filter(entry -> entry.getValue() == key.port)
                .map(Map.Entry::getKey)
                .findFirst();
        int number = wanted.or(() -> version.external.stream()
                        .filter(each -> isFree(key.scope, each))
                        .findFirst())
                .orElseThrow(
                        () -> failure("no external port is left for " + key.shown() + ": increase external_ports"));
        owner(externals, key.scope, number).filter(other -> !other.equals(key)).ifPresent(other -> {
            throw failure("external port " + number + " of " + key.shown() + " is that of " + other.shown());
        });
        externals.computeIfAbsent(key.scope, scope -> new TreeMap<>()).put(number, key);
        return number;
    }

    private SortedSet<Integer> internal(Key key) {
        Map<Integer, Key> own = internals.computeIfAbsent(key.scope, scope -> new TreeMap<>());
        SortedSet<Integer> chosen = new TreeSet<>();
        version.internal.stream()
                .filter(number -> key.equals(own.get(number)))
                .limit(version.parallel)
                .forEach(chosen::add);
        version.internal.stream()
                .filter(number -> isFree(key.scope, number))
                .limit(version.parallel - chosen.size())
                .toList()
                .forEach(number -> {
                    own.put(number, key);
                    chosen.add(number);
                });
        if (chosen.size() < version.parallel) {
            throw failure("no internal port is left for " + key.shown() + ": increase internal_ports");
        }
        return chosen;
    }

    private boolean isFree(String scope, int number) {
        return owner(externals, scope, number).isEmpty()
                && owner(internals, scope, number).isEmpty();
    }

    /** A host sees its own numbers and those of all hosts; all hosts see those of each. */
    private static Optional<Key> owner(Map<String, Map<Integer, Key>> numbers, String scope, int number) {
        return numbers.entrySet().stream()
                .filter(entry -> scope.equals(ALL_HOSTS)
                        || entry.getKey().equals(ALL_HOSTS)
                        || entry.getKey().equals(scope))
                .map(entry -> entry.getValue().get(number))
                .filter(key -> key != null)
                .findFirst();
    }

    private List<Allocation> result() {
        blocks.values().removeIf(block -> block.version != 0);
        Set<String> scopes = new TreeSet<>();
        blocks.keySet().forEach(key -> scopes.add(key.scope));
        scopes.forEach(this::checkDistinct);
        return blocks.entrySet().stream()
                .map(entry -> allocation(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Allocation::scope)
                        .thenComparing(Allocation::service)
                        .thenComparing(Allocation::block)
                        .thenComparing(Allocation::port))
                .toList();
    }

    private Allocation allocation(Key key, PortBlock block) {
        return new Allocation(
                key.scope,
                key.service,
                key.block,
                key.port,
                block.external.orElseThrow(),
                List.copyOf(block.internal),
                key.scope.equals(ALL_HOSTS) ? OptionalInt.empty() : OptionalInt.of(tableOf.get(key.block)));
    }

    private void checkDistinct(String scope) {
        Map<Integer, Key> seen = new HashMap<>();
        blocks.forEach((key, block) -> {
            if (key.scope.equals(scope) || key.scope.equals(ALL_HOSTS)) {
                Set<Integer> numbers = new HashSet<>(block.internal);
                if (!numbers.add(block.external.orElseThrow())) {
                    throw failure("external port " + block.external.getAsInt() + " of " + key.shown()
                            + " is one of its internal ports, too");
                }
                for (int number : numbers) {
                    Key other = seen.put(number, key);
                    if (other != null) {
                        throw failure("port " + number + " belongs to " + other.shown() + " and to " + key.shown());
                    }
                }
            }
        });
    }

    private AllocationException failure(String text) {
        return new AllocationException("versions[" + index + "]: " + text);
    }
}
