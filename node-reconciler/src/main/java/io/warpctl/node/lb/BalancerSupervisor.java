package io.warpctl.node.lb;

import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.route.RouteTable;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.AtomicFile;
import io.warpctl.node.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts balancers as processes, and finds those an earlier node started. */
public final class BalancerSupervisor implements Balancers {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;

    private final Path directory;
    private final List<String> command;
    private final Map<String, BalancerControl> controls = new ConcurrentHashMap<>();
    private final BalancerWatch watch;

    /**
     * @param directory where control sockets and the balancers' own directories are
     * @param command what starts a balancer; it gets {@code --name, --socket, --state-dir, --initial-table}
     * @param ended called, from any thread, when a balancer has ended
     */
    public BalancerSupervisor(Path directory, List<String> command, Runnable ended) {
        this.directory = directory.toAbsolutePath();
        this.command = List.copyOf(command);
        this.watch = new BalancerWatch(ended);
    }

    @Override
    public List<ObservedBalancer> observe(Set<String> interfaces) {
        Set<String> all = new TreeSet<>(interfaces);
        all.addAll(BalancerPaths.interfaces(directory));
        List<ObservedBalancer> observed = all.stream()
                .map(name -> control(name).observe())
                .filter(balancer -> balancer.running() || interfaces.contains(balancer.interfaceName()))
                .toList();
        observed.stream()
                .filter(ObservedBalancer::running)
                .forEach(balancer -> watch.watch(paths(balancer.interfaceName()).socket()));
        return observed;
    }

    @Override
    public boolean exists(String interfaceName) {
        return BalancerProcess.find(paths(interfaceName).socket()).isPresent();
    }

    @Override
    public void start(String interfaceName, RouteTable table) {
        BalancerPaths paths = paths(interfaceName);
        try {
            if (answers(interfaceName)) {
                return;
            }
            Optional<ProcessHandle> running = BalancerProcess.find(paths.socket());
            if (running.isPresent()) {
                awaitAnswer(interfaceName, running.get(), paths);
                return;
            }
            paths.prepare();
            AtomicFile.write(paths.initialTable(), Json.bytes(table));
            Process started = BalancerProcess.spawn(command, paths, interfaceName);
            awaitAnswer(interfaceName, started.toHandle(), paths);
        } catch (IOException e) {
            throw ActionException.host(
                    "BalancerFailed", "the balancer of " + interfaceName + " cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop(String interfaceName) {
        BalancerPaths paths = paths(interfaceName);
        Optional<ProcessHandle> process = BalancerProcess.find(paths.socket());
        process.ifPresent(BalancerSupervisor::end);
        try {
            Files.deleteIfExists(paths.socket());
        } catch (IOException e) {
            throw ActionException.host("BalancerFailed", paths.socket() + " cannot be removed: " + e.getMessage(), e);
        }
        Optional.ofNullable(controls.remove(interfaceName)).ifPresent(BalancerControl::close);
    }

    @Override
    public void publish(String interfaceName, RouteTable table) {
        control(interfaceName).publish(table);
    }

    @Override
    public void closeConnections(String interfaceName, String container) {
        control(interfaceName).closeConnections(container);
    }

    @Override
    public void close() {
        watch.close();
        controls.values().forEach(BalancerControl::close);
    }

    private BalancerControl control(String interfaceName) {
        return controls.computeIfAbsent(
                interfaceName, name -> new BalancerControl(name, paths(name).socket()));
    }

    private BalancerPaths paths(String interfaceName) {
        return new BalancerPaths(directory, interfaceName);
    }

    private boolean answers(String interfaceName) {
        return control(interfaceName).answers();
    }

    private void awaitAnswer(String interfaceName, ProcessHandle process, BalancerPaths paths) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(interfaceName)) {
            if (ended(process, Duration.ofMillis(LOOK_MILLIS))) {
                throw ActionException.host(
                        "BalancerFailed",
                        "the balancer of " + interfaceName + " ended at once: "
                                + BalancerProcess.lastWords(paths.log()));
            }
            if (System.nanoTime() > deadline) {
                // Its listeners may well serve: ending it is for a person to decide.
                throw ActionException.host(
                        "BalancerSilent",
                        "the balancer of " + interfaceName + " (process " + process.pid()
                                + ") runs and does not answer on " + paths.socket()
                                + ": kill that process, and it is started again");
            }
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!ended(process, STOP)) {
            process.destroyForcibly();
            ended(process, STOP);
        }
    }

    /** Waits for the end of a process, at most {@code longest}. */
    private static boolean ended(ProcessHandle process, Duration longest) {
        try {
            process.onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ActionException.host("Interrupted", "the node was stopped while it waited for a balancer", e);
        }
    }
}
