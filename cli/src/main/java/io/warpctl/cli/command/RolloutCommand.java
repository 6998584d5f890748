package io.warpctl.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.goal.RolloutGoal;
import io.warpctl.cli.goal.Undo;
import io.warpctl.cli.tree.History;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.rollout.Retry;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.service.QuarantineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "rollout", description = "Watch, take back, hold or retry the rollout of a service.")
final class RolloutCommand implements Runnable {
    private static final String TIMEOUT = "Longest wait, like 90s or 10m; default: ${DEFAULT-VALUE}.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: status, history, undo, pause, resume or retry");
    }

    @Command(name = "status", description = "Wait until the rollout has ended, or say how far it is.")
    int status(
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "SERVICE") String service,
            @Option(
                            names = "--watch",
                            negatable = true,
                            defaultValue = "true",
                            fallbackValue = "true",
                            arity = "0..1",
                            description = "Wait for the end; default: true.")
                    boolean watch,
            @Option(names = "--timeout", defaultValue = "15m", converter = Durations.class, description = TIMEOUT)
                    Duration timeout) {
        try (Api server = api.connect()) {
            ServiceObjects objects = server.objects(service);
            RolloutGoal goal = new RolloutGoal(objects.service().getMetadata().getGeneration());
            say(
                    watch
                            ? Waiting.until(
                                    server,
                                    service,
                                    goal,
                                    timeout,
                                    spec.commandLine().getOut())
                            : goal.judge(objects).message());
        }
        return 0;
    }

    @Command(name = "history", description = "List the releases of a service.")
    int history(@Mixin ApiOptions api, @Parameters(paramLabel = "SERVICE") String service) {
        try (Api server = api.connect()) {
            History.render(server.objects(service), Instant.now()).forEach(this::say);
        }
        return 0;
    }

    @Command(name = "undo", description = "Go back to an earlier release, until the service is changed again.")
    int undo(
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "SERVICE") String service,
            @Option(
                            names = "--to-revision",
                            paramLabel = "N",
                            description = "Revision; default: the verified one before.")
                    Long revision,
            @Option(names = "--timeout", defaultValue = "15m", converter = Durations.class, description = TIMEOUT)
                    Duration timeout) {
        try (Api server = api.connect()) {
            Undo undo =
                    Undo.begin(server, service, revision == null ? OptionalLong.empty() : OptionalLong.of(revision));
            say("Going back to revision " + undo.revision() + " (" + undo.version() + ")");
            say(Waiting.until(
                    server,
                    service,
                    new RolloutGoal(undo.generation()),
                    timeout,
                    spec.commandLine().getOut()));
        }
        return 0;
    }

    @Command(name = "pause", description = "Change no further block until resumed.")
    int pause(@Mixin ApiOptions api, @Parameters(paramLabel = "SERVICE") String service) {
        return setPaused(api, service, true);
    }

    @Command(name = "resume", description = "Go on with a paused rollout.")
    int resume(@Mixin ApiOptions api, @Parameters(paramLabel = "SERVICE") String service) {
        return setPaused(api, service, false);
    }

    @Command(name = "retry", description = "Try the version that was taken back once more.")
    int retry(@Mixin ApiOptions api, @Parameters(paramLabel = "SERVICE") String service) {
        try (Api server = api.connect()) {
            QuarantineStatus last = server.objects(service).status().quarantined().stream()
                    .max(Comparator.comparing(QuarantineStatus::at))
                    .orElseThrow(() -> new CommandFailure("no version of service " + service + " was taken back"));
            ObjectNode patch = new ObjectMapper().createObjectNode();
            patch.putObject("metadata")
                    .putObject("annotations")
                    .put(
                            Warp.RETRY_ANNOTATION,
                            new Retry(last.releaseHash(), Instant.now().toString()).toString());
            server.patchMerge(service, patch.toString());
            say("Trying " + last.version() + " again");
        }
        return 0;
    }

    private int setPaused(ApiOptions api, String service, boolean paused) {
        try (Api server = api.connect()) {
            WarpService before = server.service(service);
            if (before.getSpec().rollout().paused() == paused) {
                say("service \"" + service + "\" is " + (paused ? "paused" : "not paused") + " already");
                return 0;
            }
            server.patchMerge(service, "{\"spec\":{\"rollout\":{\"paused\":" + paused + "}}}");
            say("service \"" + service + "\" " + (paused ? "paused" : "resumed"));
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
