package io.warpctl.lb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a balancer runs.
 *
 * @param name name of the balancer, for logs and metrics
 * @param controlSocket path of the unix domain socket it is controlled by, at most about 90 bytes long
 * @param stateDir directory that keeps the newest table; belongs to this balancer alone
 * @param initialTable file with the newest table its supervisor knows, as JSON; taken at the start if it is newer than the one kept
 * @param eventLoops threads that carry traffic
 * @param bootId names the present boot of the host
 * @param routeHold how long a request waits for a table in which its service has an endpoint with weight
 * @param bootHold how long a request waits for the first table after the host was booted
 * @param holdLimit requests that may wait at the same time, per event loop
 * @param clientIdle how long a client's connection may be open without a request
 * @param shutdownGrace how long requests in flight may take when the balancer or a listener is closed
 * @param warmUpRequests requests a balancer with nothing to serve yet sends through itself before it answers; 0 for none
 */
public record BalancerOptions(
        String name,
        Path controlSocket,
        Path stateDir,
        Optional<Path> initialTable,
        int eventLoops,
        Supplier<String> bootId,
        Duration routeHold,
        Duration bootHold,
        int holdLimit,
        Duration clientIdle,
        Duration shutdownGrace,
        int warmUpRequests) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    public BalancerOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(controlSocket, "controlSocket");
        Objects.requireNonNull(stateDir, "stateDir");
        Objects.requireNonNull(initialTable, "initialTable");
        Objects.requireNonNull(bootId, "bootId");
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops is " + eventLoops + ": at least 1 is needed");
        }
    }

    /** A balancer with one event loop per processor (two at least) under the kernel's boot id. */
    public static BalancerOptions of(String name, Path controlSocket, Path stateDir) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                Optional.empty(),
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                BalancerOptions::kernelBootId,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                1024,
                Duration.ofMinutes(3),
                Duration.ofSeconds(10),
                0);
    }

    /** The same with a table to begin with. */
    public BalancerOptions withInitialTable(Path file) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                Optional.of(file),
                eventLoops,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                shutdownGrace,
                warmUpRequests);
    }

    /** The same with another number of event loops. */
    public BalancerOptions withEventLoops(int loops) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                loops,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                shutdownGrace,
                warmUpRequests);
    }

    /** The same under the given boot of the host. */
    public BalancerOptions withBootId(String id) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                eventLoops,
                () -> id,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                shutdownGrace,
                warmUpRequests);
    }

    /** The same with other bounds for requests that wait for a table. */
    public BalancerOptions withHold(Duration forRoute, Duration forBoot, int limit) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                eventLoops,
                bootId,
                forRoute,
                forBoot,
                limit,
                clientIdle,
                shutdownGrace,
                warmUpRequests);
    }

    /** The same with another limit for connections without a request. */
    public BalancerOptions withClientIdle(Duration limit) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                eventLoops,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                limit,
                shutdownGrace,
                warmUpRequests);
    }

    /** The same with another time for requests in flight at the end. */
    public BalancerOptions withShutdownGrace(Duration grace) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                eventLoops,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                grace,
                warmUpRequests);
    }

    /** The same with requests to warm up with. */
    public BalancerOptions withWarmUp(int requests) {
        return new BalancerOptions(
                name,
                controlSocket,
                stateDir,
                initialTable,
                eventLoops,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                shutdownGrace,
                requests);
    }

    /** Of a balancer that only carries the requests another one warms up with. */
    BalancerOptions forWarmUp(Path directory, Path table) {
        return new BalancerOptions(
                name + " (warm-up)",
                controlSocket.resolveSibling(controlSocket.getFileName() + ".warm"),
                directory,
                Optional.of(table),
                1,
                bootId,
                routeHold,
                bootHold,
                holdLimit,
                clientIdle,
                Duration.ZERO,
                0);
    }

    private static String kernelBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the boot id of this host from " + BOOT_ID, e);
        }
    }
}
