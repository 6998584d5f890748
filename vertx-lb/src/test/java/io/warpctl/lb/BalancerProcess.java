package io.warpctl.lb;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A balancer as a process of its own: arguments are the control socket and the state directory. */
final class BalancerProcess implements AutoCloseable {
    private final Process process;

    private BalancerProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] args) throws InterruptedException {
        System.exit(BalancerMain.run(BalancerOptions.of("process", Path.of(args[0]), Path.of(args[1]))
                .withEventLoops(2)
                .withBootId(TestTable.BOOT)
                .withShutdownGrace(Duration.ofSeconds(5))));
    }

    /** Starts one; returns when its control socket answers. */
    static BalancerProcess start(Path socket, Path stateDir, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BalancerProcess.class.getName()));
        command.addAll(List.of(socket.toString(), stateDir.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Control control = new Control(socket);
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> control.stats().pid() == process.pid());
        return new BalancerProcess(process);
    }

    long pid() {
        return process.pid();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    boolean awaitExit() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
