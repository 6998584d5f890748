package io.warpctl.e2e.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A network namespace of this machine. Processes in it share everything else, files included. */
public record NetNamespace(String name) {
    public NetNamespace {
        Objects.requireNonNull(name, "name");
    }

    static NetNamespace create(String name) {
        Commands.run("ip", "netns", "add", name);
        var namespace = new NetNamespace(name);
        namespace.run("ip", "link", "set", "lo", "up");
        return namespace;
    }

    /** A command line that runs the given one inside; the process keeps its ID. */
    public List<String> command(List<String> command) {
        var inside = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + name));
        inside.addAll(command);
        return inside;
    }

    /** Runs a program inside to its end and returns what it wrote. */
    public String run(String... command) {
        return Commands.run(command(List.of(command)));
    }

    /** Ends all processes inside. */
    void killAll() {
        Commands.run("ip", "netns", "pids", name)
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .forEach(process -> Marker.kill(process, Duration.ofSeconds(10)));
    }

    /** Removes it with all its links, addresses, rules and tables. */
    void delete() {
        Commands.run("ip", "netns", "delete", name);
    }
}
