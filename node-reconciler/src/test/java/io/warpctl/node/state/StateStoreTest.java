package io.warpctl.node.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.core.converge.AddressUse;
import io.warpctl.core.converge.ContainerMemory;
import io.warpctl.core.converge.HostMemory;
import io.warpctl.core.converge.Restarts;
import io.warpctl.core.converge.TableSet;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    @TempDir
    Path directory;

    @Test
    void findsNothingInAnEmptyDirectory() {
        try (StateStore store = StateStore.open(directory)) {
            assertThat(store.loadPlan()).isEqualTo(new Loaded<>(Optional.empty(), Optional.empty()));
            assertThat(store.loadMemory()).isEqualTo(new Loaded<>(Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void findsWhatAnEarlierProcessSaved() {
        try (StateStore store = StateStore.open(directory)) {
            store.save(memory());
            store.save(plan(2));
        }
        try (StateStore store = StateStore.open(directory)) {
            assertThat(store.loadMemory().value()).contains(memory());
            assertThat(store.loadPlan().value()).contains(plan(2));
        }
    }

    @Test
    void fallsBackToTheOneBeforeWhereverTheFileWasCut() throws IOException {
        try (StateStore store = StateStore.open(directory)) {
            store.save(plan(1));
            store.save(plan(2));
            Path file = directory.resolve("plan");
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThat(store.loadPlan().value())
                        .as("cut after %d bytes", length)
                        .contains(plan(1));
                assertThat(store.loadPlan().problem().orElse("")).contains(file.toString(), "is damaged");
            }
            for (int i = 0; i < whole.length; i++) {
                byte[] flipped = whole.clone();
                flipped[i] ^= 1;
                Files.write(file, flipped);
                assertThat(store.loadPlan().value()).as("byte %d changed", i).contains(plan(1));
            }
        }
    }

    @Test
    void aDamagedFileDoesNotPushOutTheGoodOneBeforeIt() throws IOException {
        try (StateStore store = StateStore.open(directory)) {
            store.save(plan(1));
            store.save(plan(2));
            Files.write(directory.resolve("plan"), new byte[10]);
            store.save(plan(3));
            Files.write(directory.resolve("plan"), new byte[10]);
            assertThat(store.loadPlan().value()).contains(plan(1));
        }
    }

    @Test
    void startsWithoutWhenBothAreDamaged() throws IOException {
        try (StateStore store = StateStore.open(directory)) {
            store.save(plan(1));
            store.save(plan(2));
            Files.write(directory.resolve("plan"), new byte[10]);
            Files.write(directory.resolve("plan.previous"), new byte[10]);
            assertThat(store.loadPlan().value()).isEmpty();
            assertThat(store.loadPlan().problem()).isPresent();
        }
    }

    @Test
    void belongsToOneProcessAtATime() {
        try (StateStore store = StateStore.open(directory)) {
            assertThatThrownBy(() -> StateStore.open(directory))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining(
                            "process ID " + ProcessHandle.current().pid());
        }
        StateStore.open(directory).close();
    }

    @Test
    void saysWhichPathCannotBeUsedAndWhatHelps() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> StateStore.open(file.resolve("state")))
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("cannot make the state directory " + file.resolve("state") + ": ");
        try (StateStore store = StateStore.open(directory.resolve("state"))) {
            // A directory where the new file is to be written: as unwritable to root as to anybody.
            Files.createDirectories(directory.resolve("state/plan.new/x"));
            assertThatThrownBy(() -> store.save(plan(1)))
                    .isInstanceOf(StateException.class)
                    .hasMessageStartingWith("cannot write " + directory.resolve("state/plan"));
        }
    }

    @Test
    void namesTheFixForAFullDisk() {
        IOException full = new FileSystemException("/x", null, "No space left on device");
        assertThat(StateException.of("write", Path.of("/x"), full))
                .hasMessage("cannot write /x: no space left on the file system; free some");
    }

    private static HostPlan plan(long generation) {
        return new HostPlan("uid", generation, 0, null, null, null, null, null, null);
    }

    private static HostMemory memory() {
        ServiceRef service = new ServiceRef("ns", "demo", "hello");
        TableSet tables = new TableSet(
                new TableNumber(3, 4),
                "boot",
                "token",
                List.of(new ServiceRoute(
                        service,
                        List.of("host"),
                        List.of(),
                        List.of(new Endpoint("c", "g1", "r", "1.0.0", "172.30.0.2", 8080, 1)))),
                Map.of("lo", List.of(new Listener("http", "127.0.0.1", 80))));
        Fault fault = new Fault(Fault.Kind.Release, "Exited", "it exited", "r", TIME, List.of("line"));
        return new HostMemory(
                "token",
                Optional.of(tables),
                Map.of("c", new ContainerMemory(Phase.Serving, TIME, true, Optional.of("why"), false)),
                Map.of("172.30.0.2", new AddressUse("c", Optional.of(TIME))),
                Map.of("hello:1", "sha256:1"),
                Map.of("ns/demo/hello/g1@hash", fault),
                Map.of("ns/demo/hello/g1", new Restarts(2, TIME)),
                Map.of("ns/demo/hello/g1", 5));
    }
}
