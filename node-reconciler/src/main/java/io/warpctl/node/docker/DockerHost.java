package io.warpctl.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.report.ImageReport;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The Docker daemon behind a socket. */
public final class DockerHost implements Docker {
    private final DockerClients clients;
    private final Images images;
    private volatile Map<String, Long> mainPids = Map.of();
    private ContainerEvents events;

    private DockerHost(DockerClients clients) {
        this.clients = clients;
        this.images = new Images(clients);
    }

    /** The daemon at {@code host}, such as {@code unix:///var/run/docker.sock}; it need not run yet. */
    public static DockerHost at(URI host) {
        return new DockerHost(new DockerClients(host));
    }

    @Override
    public List<ObservedContainer> list(String clusterUid, String host) {
        try {
            List<ObservedContainer> containers = new ArrayList<>();
            Map<String, Long> pids = new HashMap<>();
            for (Container container : ours(clusterUid, host)) {
                inspect(container.getId()).ifPresent(inspected -> {
                    ObservedContainer observed = Inspection.observed(inspected);
                    containers.add(observed);
                    pids.put(observed.name(), inspected.getState().getPidLong());
                });
            }
            mainPids = Map.copyOf(pids);
            return containers;
        } catch (RuntimeException e) {
            clients.forgetVersion();
            throw Failures.unavailable(e);
        }
    }

    @Override
    public ImageReport ensureImage(String reference, String expectedId) {
        try {
            return images.ensure(reference, expectedId);
        } catch (RuntimeException e) {
            throw Failures.action("resolving " + reference, e);
        }
    }

    @Override
    public void run(ContainerSpec spec) {
        try {
            Networks.ensure(clients.calls(), spec.network());
            ContainerCommand.of(clients.calls(), spec).exec();
        } catch (ConflictException e) {
            adopt(spec, e);
        } catch (NotFoundException e) {
            throw ActionException.host("ImageNotFound", "creating " + spec.name() + ": " + Failures.message(e), e);
        } catch (RuntimeException e) {
            throw Failures.create(spec.name(), e);
        }
        Failpoint.hit("created:RunContainer");
        if (inspect(spec.name())
                .map(Inspection::observed)
                .filter(container -> container.state() == ObservedContainer.State.CREATED)
                .isPresent()) {
            start(spec.name());
        }
    }

    @Override
    public void start(String container) {
        try {
            clients.calls().startContainerCmd(container).exec();
        } catch (NotModifiedException e) {
            // It runs already.
            return;
        } catch (RuntimeException e) {
            throw Failures.start(container, e);
        }
    }

    @Override
    public void stop(String container, Duration grace) {
        try (DockerClient patient = clients.patient(grace)) {
            patient.stopContainerCmd(container)
                    .withTimeout((int) grace.toSeconds())
                    .exec();
        } catch (NotModifiedException | NotFoundException e) {
            // It has stopped already, or is gone.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw Failures.action("stopping " + container, e);
        }
    }

    @Override
    public void remove(String container) {
        try {
            clients.calls()
                    .removeContainerCmd(container)
                    .withRemoveVolumes(true)
                    .withForce(false)
                    .exec();
        } catch (NotFoundException e) {
            // It is gone already.
            return;
        } catch (RuntimeException e) {
            throw Failures.action("removing " + container, e);
        }
    }

    @Override
    public List<String> logTail(String container) {
        try (LogTail tail = new LogTail()) {
            clients.streams()
                    .logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(LOG_LINES)
                    .exec(tail)
                    .awaitCompletion(10, TimeUnit.SECONDS);
            return tail.lines();
        } catch (NotFoundException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ActionException.host("DockerFailed", "reading the log of " + container + " was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw Failures.action("reading the log of " + container, e);
        }
    }

    @Override
    public OptionalLong mainPid(String container) {
        long pid = mainPids.getOrDefault(container, 0L);
        return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    @Override
    public String version() {
        try {
            return clients.calls().versionCmd().exec().getVersion();
        } catch (RuntimeException e) {
            return "";
        }
    }

    @Override
    public synchronized void watch(String clusterUid, Runnable hint) {
        if (events != null) {
            events.close();
        }
        events = new ContainerEvents(clients, clusterUid, hint);
    }

    @Override
    public synchronized void close() {
        if (events != null) {
            events.close();
        }
        clients.close();
    }

    private List<Container> ours(String clusterUid, String host) {
        return clients.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.CLUSTER, clusterUid, Labels.HOST, host))
                .exec();
    }

    private Optional<InspectContainerResponse> inspect(String container) {
        try {
            return Optional.of(clients.calls().inspectContainerCmd(container).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The name is taken: right when an earlier attempt of ours took it, also one whose answer was lost. */
    private void adopt(ContainerSpec spec, ConflictException conflict) {
        boolean same = inspect(spec.name())
                .map(Inspection::labels)
                .map(labels -> Inspection.sameIdentity(labels, spec.labels()))
                .orElse(false);
        if (!same) {
            throw ActionException.host(
                    "NameInUse",
                    "the container name " + spec.name()
                            + " is taken by a container that is not this one: remove it with" + " \"docker rm -f "
                            + spec.name() + "\"",
                    conflict);
        }
    }
}
