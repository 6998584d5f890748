package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.api.Ownership;
import io.warpctl.cli.goal.DeployGoal;
import io.warpctl.cli.goal.DeployPatch;
import io.warpctl.crds.WarpService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        description =
                "Bring a version out to some blocks, or to a part of them, and wait until they verifiably run it.")
final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions api;

    @Parameters(index = "0", paramLabel = "ENV", description = "Environment of the service.")
    private String environment;

    @Parameters(index = "1", paramLabel = "SERVICE", description = "The service.")
    private String service;

    @Parameters(index = "2", paramLabel = "VERSION", description = "Tag or digest of its image.")
    private String version;

    @Parameters(index = "3..*", paramLabel = "BLOCK", description = "The blocks that get it.")
    private List<String> blocks = new ArrayList<>();

    @Option(names = "--percent", paramLabel = "N", description = "Instead of blocks: the first N percent of them.")
    private Integer percent;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            defaultValue = "15m",
            converter = Durations.class,
            description = "Longest wait, like 90s or 10m; default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(names = "--take-ownership", description = "Change the version although something else keeps applying it.")
    private boolean takeOwnership;

    @Override
    public Integer call() {
        if (blocks.isEmpty() == (percent == null)) {
            throw new ParameterException(spec.commandLine(), "name either blocks or --percent");
        }
        if (percent != null && (percent < 1 || percent > 100)) {
            throw new ParameterException(spec.commandLine(), "--percent must be 1 to 100");
        }
        try (Api server = api.connect()) {
            WarpService before = server.service(service);
            check(before);
            DeployPatch patch = percent == null
                    ? DeployPatch.blocks(before, version, blocks)
                    : DeployPatch.percent(before, version, percent);
            WarpService after = server.patchJson(before, patch.json());
            DeployGoal goal = new DeployGoal(
                    DeployGoal.reference(after.getSpec().image(), version),
                    patch.blocks(),
                    after.getMetadata().getGeneration());
            spec.commandLine()
                    .getOut()
                    .println(Waiting.until(
                            server, service, goal, timeout, spec.commandLine().getOut()));
        }
        return 0;
    }

    private void check(WarpService before) {
        if (!before.getSpec().environment().equals(environment)) {
            throw new CommandFailure("service " + service + " is in environment "
                    + before.getSpec().environment() + ", not in " + environment);
        }
        List<String> path = percent == null ? List.of("f:spec", "f:blocks") : List.of("f:spec", "f:version");
        Ownership.automatedOwner(before, path).filter(owner -> !takeOwnership).ifPresent(owner -> {
            throw new CommandFailure("the version of service " + service + " is applied by " + owner
                    + ": change it there, or use --take-ownership");
        });
    }
}
