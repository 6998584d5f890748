package io.warpctl.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.load.LoadMain;
import io.warpctl.load.LoadPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A load whose clients are in a network namespace. */
public final class RemoteLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;

    private RemoteLoad(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Begins at once. */
    public static RemoteLoad start(NetNamespace namespace, LoadPlan plan) {
        var line =
                namespace.command(WarpProcess.java(List.of("-Xmx256m", "-XX:+UseSerialGC"), LoadMain.class.getName()));
        line.addAll(List.of(
                Integer.toString(plan.rate()),
                Integer.toString(plan.keepAliveConnections()),
                plan.host(),
                plan.path(),
                plan.expectedService()));
        line.addAll(plan.addresses());
        try {
            var log = Path.of("target", "e2e-logs", "load.log");
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put(Marker.thisRun().name(), Marker.thisRun().value());
            return new RemoteLoad(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a load in " + namespace.name(), e);
        }
    }

    /** Begins a phase. */
    public void phase(String name) {
        ask("phase " + name);
    }

    /** The present state: phase, requests, failed, lastSecondFailed, lastSecondVersions. */
    public JsonNode snapshot() {
        return ask("snapshot");
    }

    /** Ends the load; its report: requests, failed, phases, and backends with answers and lastSent. */
    public JsonNode stop() {
        var report = ask("stop");
        close();
        return report;
    }

    private JsonNode ask(String command) {
        try {
            var writer = process.outputWriter(StandardCharsets.UTF_8);
            writer.write(command + "\n");
            writer.flush();
            var answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the load ended; its errors are in target/e2e-logs/load.log");
            }
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot talk to the load", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Marker.gone(process.toHandle(), Duration.ofSeconds(10));
    }
}
