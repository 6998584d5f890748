package io.warpctl.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import io.warpctl.core.converge.ContainerSpec;
import java.util.Map;

/** How a container of ours is created. */
final class ContainerCommand {
    private static final int MAX_HOST_NAME = 63;
    private static final long OPEN_FILES = OpenFiles.limit();
    private static final Map<String, String> BOUNDED_LOG = Map.of("max-size", "10m", "max-file", "3");

    private ContainerCommand() {}

    static CreateContainerCmd of(DockerClient docker, ContainerSpec spec) {
        CreateContainerCmd command = docker.createContainerCmd(spec.imageId())
                .withName(spec.name())
                .withHostName(hostName(spec.name()))
                .withLabels(spec.labels())
                .withEnv(spec.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .sorted()
                        .toList())
                .withIpv4Address(spec.address())
                .withHostConfig(hostConfig(spec));
        if (!spec.command().isEmpty()) {
            command.withCmd(spec.command());
        }
        if (!spec.user().isEmpty()) {
            command.withUser(spec.user());
        }
        return command;
    }

    /** Applications see the container's name as their host's, as far as the kernel allows one so long. */
    private static String hostName(String container) {
        return container.length() <= MAX_HOST_NAME
                ? container
                : container.substring(container.length() - MAX_HOST_NAME);
    }

    /** No restart policy and no published port: starting again and routing are the node's. */
    private static HostConfig hostConfig(ContainerSpec spec) {
        HostConfig config = HostConfig.newHostConfig()
                .withNetworkMode(spec.network().name())
                .withInit(true)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(new LogConfig(LogConfig.LoggingType.LOCAL, BOUNDED_LOG))
                .withUlimits(new Ulimit[] {new Ulimit("nofile", OPEN_FILES, OPEN_FILES)})
                .withExtraHosts(spec.hosts().entrySet().stream()
                        .map(host -> host.getKey() + ":" + host.getValue())
                        .sorted()
                        .toArray(String[]::new))
                .withBinds(spec.volumes().stream()
                        .map(volume -> new Bind(volume.name(), new Volume(volume.path())))
                        .toList());
        if (spec.memoryBytes() > 0) {
            config.withMemory(spec.memoryBytes());
        }
        if (spec.milliCpus() > 0) {
            config.withNanoCPUs(spec.milliCpus() * 1_000_000);
        }
        return config;
    }
}
