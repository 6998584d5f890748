package io.warpctl.cli.command;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.setup.Docker;
import io.warpctl.core.converge.Labels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Show what the containers of a service on this host wrote.")
final class LogsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ENV", description = "Environment of the service.")
    private String environment;

    @Parameters(index = "1", paramLabel = "SERVICE", description = "The service.")
    private String service;

    @Parameters(index = "2..*", paramLabel = "BLOCK", description = "Only these blocks.")
    private List<String> blocks = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "D",
            converter = Durations.class,
            description = "Only what is newer than this, like 90s or 10m.")
    private Duration since;

    @Option(
            names = "--docker-host",
            paramLabel = "URI",
            description = "Docker's socket; default: DOCKER_HOST, then unix:///var/run/docker.sock.")
    private String dockerHost;

    @Override
    public Integer call() throws InterruptedException, IOException {
        String host = dockerHost == null ? Docker.host(System.getenv()) : dockerHost;
        Docker.failure(host).ifPresent(why -> {
            throw new CommandFailure("no Docker daemon answers at " + host + " (" + why
                    + "): run this on the host of the" + " containers, with the right to use Docker");
        });
        try (DockerClient docker = Docker.connectForStreams(host)) {
            List<Container> containers = containers(docker);
            if (containers.isEmpty()) {
                throw new CommandFailure("no container of " + environment + "/" + service
                        + (blocks.isEmpty() ? "" : " in block " + String.join(", ", blocks))
                        + " is on this host: warpctl get " + service + " shows where they are");
            }
            List<ResultCallback.Adapter<Frame>> streams = containers.stream()
                    .map(container -> stream(docker, container, containers.size() > 1))
                    .toList();
            for (ResultCallback.Adapter<Frame> stream : streams) {
                stream.awaitCompletion();
            }
        }
        return 0;
    }

    private List<Container> containers(DockerClient docker) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.ENVIRONMENT, environment, Labels.SERVICE, service))
                .exec()
                .stream()
                .filter(container -> blocks.isEmpty()
                        || blocks.contains(container.getLabels().get(Labels.BLOCK)))
                .sorted(Comparator.comparing(Container::getCreated))
                .toList();
    }

    private ResultCallback.Adapter<Frame> stream(DockerClient docker, Container container, boolean prefixed) {
        LogContainerCmd command = docker.logContainerCmd(container.getId())
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(follow);
        if (since != null) {
            command.withSince((int) Instant.now().minus(since).getEpochSecond());
        }
        String prefix = prefixed ? container.getNames()[0].substring(1) + " | " : "";
        return command.exec(new Lines(spec.commandLine().getOut(), prefix));
    }

    /** Prints what it is given line by line, so that the lines of several containers do not mix. */
    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final PrintWriter out;
        private final String prefix;
        private final StringBuilder rest = new StringBuilder();

        Lines(PrintWriter out, String prefix) {
            this.out = out;
            this.prefix = prefix;
        }

        @Override
        public void onNext(Frame frame) {
            rest.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            int end = rest.indexOf("\n");
            while (end >= 0) {
                print(rest.substring(0, end));
                rest.delete(0, end + 1);
                end = rest.indexOf("\n");
            }
        }

        @Override
        public void onComplete() {
            if (rest.length() > 0) {
                print(rest.toString());
            }
            super.onComplete();
        }

        private void print(String line) {
            synchronized (out) {
                out.println(prefix + line);
                out.flush();
            }
        }
    }
}
