package io.warpctl.node.lb;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.route.RouteTable;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.testing.BalancerProgram;
import io.warpctl.node.testing.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real balancers, each a process of its own. */
class BalancerSupervisorTest {
    private static final Set<String> LO = Set.of("lo");

    @TempDir
    Path directory;

    private final AtomicInteger ends = new AtomicInteger();
    private BalancerSupervisor supervisor;

    @BeforeEach
    void create() {
        supervisor = supervisor();
    }

    @AfterEach
    void endBalancers() {
        supervisor.stop("lo");
        supervisor.close();
    }

    @Test
    void startsABalancerThatOutlivesItsSupervisor() {
        assertThat(lo().running()).isFalse();
        RouteTable first = Tables.listening(1, 1, Tables.freePort());
        supervisor.start("lo", first);
        supervisor.publish("lo", first);
        long pid = process().pid();
        assertThat(session(pid)).as("a session of its own").isEqualTo(pid);
        supervisor.close();

        supervisor = supervisor();
        assertThat(lo().running()).isTrue();
        assertThat(lo().table()).contains(first);
        assertThat(lo().listeners()).allMatch(state -> state.bound());
        supervisor.start("lo", Tables.listening(1, 2, 1));
        assertThat(process().pid()).as("it is the same").isEqualTo(pid);
    }

    @Test
    void givesTablesAndRereadsARefusedOne() {
        int port = Tables.freePort();
        supervisor.start("lo", Tables.listening(1, 1, port));
        RouteTable newest = Tables.listening(2, 5, port);
        supervisor.publish("lo", newest);
        supervisor.publish("lo", newest);
        assertThat(lo().table()).contains(newest);
        fails(() -> supervisor.publish("lo", Tables.listening(2, 4, port)), "TableRefused");
        fails(() -> supervisor.publish("lo", Tables.listening(2, 5, port + 1)), "TableRefused");
        assertThat(lo().table()).contains(newest);
        supervisor.closeConnections("lo", "some-container");
        fails(() -> supervisor.publish("eth9", newest), "BalancerNotReady");
    }

    @Test
    void noticesTheEndOfABalancerItDidNotStart() {
        supervisor.start("lo", Tables.listening(1, 1, Tables.freePort()));
        supervisor.close();
        supervisor = supervisor();
        assertThat(lo().running()).isTrue();
        process().destroyForcibly();
        await().until(() -> ends.get() == 1);
        await().until(() -> !lo().running());
        supervisor.start("lo", Tables.listening(1, 2, Tables.freePort()));
        assertThat(lo().running()).isTrue();
    }

    @Test
    void findsABalancerThatNoPlanNamesAndStopsIt() {
        supervisor.start("lo", Tables.listening(1, 1, Tables.freePort()));
        ProcessHandle process = process();
        assertThat(supervisor.observe(Set.of()))
                .extracting(ObservedBalancer::interfaceName)
                .containsExactly("lo");
        supervisor.stop("lo");
        supervisor.stop("lo");
        assertThat(process.isAlive()).isFalse();
        assertThat(supervisor.observe(Set.of())).isEmpty();
    }

    @Test
    void takesASilentBalancerForOneThatServes() throws Exception {
        RouteTable table = Tables.listening(1, 1, Tables.freePort());
        supervisor.start("lo", table);
        supervisor.publish("lo", table);
        assertThat(lo().table()).contains(table);
        String pid = Long.toString(process().pid());
        signal("STOP", pid);
        try {
            assertThat(lo().running()).isTrue();
            assertThat(lo().table()).contains(table);
        } finally {
            signal("CONT", pid);
        }
    }

    /** The shell's own kill: a minimal system has no program of that name. */
    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void saysWhyABalancerDoesNotStart() throws IOException {
        try (BalancerSupervisor broken = new BalancerSupervisor(
                directory.resolve("broken"), List.of("sh", "-c", "echo port 80 is taken; exit 3", "sh"), () -> {})) {
            assertThatThrownBy(() -> broken.start("lo", Tables.listening(1, 1, 1)))
                    .isInstanceOf(ActionException.class)
                    .hasMessage("the balancer of lo ended at once: port 80 is taken");
        }
        Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));
        try (BalancerSupervisor tooDeep = new BalancerSupervisor(deep, List.of("true"), () -> {})) {
            fails(() -> tooDeep.start("lo", Tables.listening(1, 1, 1)), "PathTooLong");
        }
    }

    private BalancerSupervisor supervisor() {
        return new BalancerSupervisor(directory, BalancerProgram.command(), ends::incrementAndGet);
    }

    private ObservedBalancer lo() {
        return supervisor.observe(LO).get(0);
    }

    private ProcessHandle process() {
        return BalancerProcess.find(directory.resolve("lo.sock")).orElseThrow();
    }

    private static long session(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fails(ThrowableAssert.ThrowingCallable action, String reason) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ActionException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
