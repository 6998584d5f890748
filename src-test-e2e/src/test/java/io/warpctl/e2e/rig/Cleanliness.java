package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import io.warpctl.examples.hello.image.DockerEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is on a host: containers, networks, volumes and images of its Docker daemon; links, addresses, routing rules,
 * routes and packet filters of its network namespace; processes of this run. Taken before a scenario and compared after
 * it, it shows what the scenario left behind, and what it removed that was not its own.
 */
public final class Cleanliness {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Map<String, List<String>> LISTS = Map.of(
            "link", List.of("ip", "-oneline", "link", "show"),
            "rule", List.of("ip", "rule", "show"),
            "rule v6", List.of("ip", "-6", "rule", "show"),
            "route", List.of("ip", "route", "show", "table", "all"));

    private final DockerEndpoint docker;
    private final Optional<NetNamespace> namespace;
    private final Predicate<String> counts;
    private final TreeSet<String> before;

    private Cleanliness(DockerEndpoint docker, Optional<NetNamespace> namespace, Predicate<String> counts) {
        this.docker = docker;
        this.namespace = namespace;
        this.counts = counts;
        this.before = observe();
    }

    /** The present state of this machine and one of its Docker daemons. */
    public static Cleanliness of(DockerEndpoint docker) {
        return new Cleanliness(docker, Optional.empty(), line -> true);
    }

    /** The same without lines that a scenario knows to be somebody else's, or means to leave. */
    public static Cleanliness of(DockerEndpoint docker, Predicate<String> counts) {
        return new Cleanliness(docker, Optional.empty(), counts);
    }

    /** The present state of a host in a namespace. */
    public static Cleanliness of(NamespacedHost host) {
        return new Cleanliness(host.docker(), Optional.of(host.namespace()), line -> true);
    }

    /**
     * Expects the state to be as it was, within 15 seconds: the kernel removes links and Docker networks a little later
     * than they are told to.
     *
     * @throws AssertionError listing every difference
     */
    public void assertNothingChanged() {
        assertNothingChanged(PATIENCE);
    }

    void assertNothingChanged(Duration patience) {
        try {
            await().atMost(patience).until(() -> observe().equals(before));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not as it was before:\n  " + String.join("\n  ", differences()), e);
        }
    }

    /** What is there and was not ({@code +}), and what was there and is not ({@code -}). */
    List<String> differences() {
        var now = observe();
        var differences = new ArrayList<String>();
        now.stream().filter(line -> !before.contains(line)).forEach(line -> differences.add("+ " + line));
        before.stream().filter(line -> !now.contains(line)).forEach(line -> differences.add("- " + line));
        return differences;
    }

    private TreeSet<String> observe() {
        var lines = new TreeSet<String>();
        try (var engine = DockerEngine.at(docker)) {
            lines.addAll(engine.inventory());
        }
        LISTS.forEach((what, command) ->
                lines(command).map(line -> what + " " + stable(line)).forEach(lines::add));
        if (namespace.isEmpty()) {
            // They are the machine's: inside a namespace the same are listed, others' among them.
            lines(List.of("ip", "netns", "list"))
                    .map(line -> "namespace " + stable(line))
                    .forEach(lines::add);
        }
        packetFilter().forEach(lines::add);
        Marker.thisRun().processes().stream()
                .map(process -> "process " + Marker.describe(process))
                .forEach(lines::add);
        // Link-local addresses come up some time after their links, which are listed themselves.
        lines.removeIf(counts.negate().or(line -> line.matches("route .*\\b(fe80:|ff00:).*")));
        return lines;
    }

    /** Without counters; the path to each rule stands before it, for a rule alone says little. */
    private Stream<String> packetFilter() {
        if (Commands.find("nft").isEmpty()) {
            return Commands.find("iptables-save").isEmpty()
                    ? Stream.empty()
                    : lines(List.of("iptables-save"))
                            .filter(line -> !line.startsWith("#"))
                            .map(Cleanliness::stable);
        }
        var rules = new ArrayList<String>();
        var path = new ArrayList<String>();
        lines(List.of("nft", "--stateless", "list", "ruleset"))
                .map(String::strip)
                .forEach(line -> {
                    if (line.endsWith("{")) {
                        path.add(line.substring(0, line.length() - 1).strip());
                        rules.add("nft " + String.join(" / ", path));
                    } else if (line.equals("}")) {
                        path.remove(path.size() - 1);
                    } else if (!line.isEmpty() && !line.startsWith("#")) {
                        rules.add("nft " + String.join(" / ", path) + " / " + line);
                    }
                });
        return rules.stream();
    }

    private Stream<String> lines(List<String> command) {
        return Commands.run(namespace.map(inside -> inside.command(command)).orElse(command))
                .lines();
    }

    /** Without what changes by itself: interface numbers, flags and states, counters, numbers of namespaces. */
    private static String stable(String line) {
        return line.replaceAll("^\\d+: ([^:@\\s]+)[:@].*\\\\.*", "$1")
                .replaceAll("\\[\\d+:\\d+]| \\(id: \\d+\\)", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
