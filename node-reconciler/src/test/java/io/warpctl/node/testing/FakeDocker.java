package io.warpctl.node.testing;

import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.ImageReport;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A Docker in memory that keeps the same contract as the real one, and can be told to fail. */
public final class FakeDocker implements Docker {
    private record Entry(ContainerSpec spec, ObservedContainer shown) {}

    private final Map<String, Entry> containers = new TreeMap<>();
    private final Map<String, ImageReport> images = new ConcurrentHashMap<>();
    private Optional<String> down = Optional.empty();
    private Consumer<ContainerSpec> beforeRun = spec -> {};
    private Runnable hint = () -> {};

    /** From now on there is an image of this reference and ID. */
    public synchronized void image(String reference, String id, String version) {
        images.put(reference, new ImageReport(reference, id, version, "", ""));
    }

    /** From now on Docker cannot be asked, for the given reason; empty when it can. */
    public synchronized void down(Optional<String> reason) {
        down = reason;
    }

    /** Called before each container is created. */
    public synchronized void beforeRun(Consumer<ContainerSpec> listener) {
        beforeRun = listener;
    }

    /** The container ends by itself. */
    public synchronized void exits(String container, int code) {
        Entry entry = containers.get(container);
        containers.put(container, shown(entry, ObservedContainer.State.EXITED, Optional.of(code)));
        hint.run();
    }

    /** Somebody removes the container by force. */
    public synchronized void vanishes(String container) {
        containers.remove(container);
        hint.run();
    }

    @Override
    public synchronized List<ObservedContainer> list(String clusterUid, String host) {
        down.ifPresent(reason -> {
            throw new DockerUnavailable(reason, null);
        });
        return containers.values().stream()
                .filter(entry -> clusterUid.equals(entry.spec().labels().get(Labels.CLUSTER)))
                .filter(entry -> host.equals(entry.spec().labels().get(Labels.HOST)))
                .map(Entry::shown)
                .toList();
    }

    @Override
    public synchronized ImageReport ensureImage(String reference, String expectedId) {
        for (ImageReport image : images.values()) {
            if (!expectedId.isEmpty() && image.id().equals(expectedId)) {
                return new ImageReport(reference, image.id(), image.version(), "", "");
            }
        }
        ImageReport found = images.get(reference);
        if (found == null) {
            throw ActionException.host("ImageNotFound", "the image " + reference + " is not on this host");
        } else if (!expectedId.isEmpty()) {
            throw ActionException.host("ImageDiffers", "the image " + reference + " is " + found.id());
        }
        return found;
    }

    @Override
    public void run(ContainerSpec spec) {
        beforeRun.accept(spec);
        synchronized (this) {
            Entry present = containers.get(spec.name());
            if (present != null && !present.spec().labels().equals(spec.labels())) {
                throw ActionException.host("NameInUse", "the container name " + spec.name() + " is taken");
            } else if (present == null
                    && images.values().stream().noneMatch(image -> image.id().equals(spec.imageId()))) {
                throw ActionException.host("ImageNotFound", "no such image " + spec.imageId());
            } else if (present == null) {
                containers.put(spec.name(), new Entry(spec, created(spec)));
            }
            if (containers.get(spec.name()).shown().state() == ObservedContainer.State.CREATED) {
                start(spec.name());
            }
        }
    }

    @Override
    public synchronized void start(String container) {
        Entry entry = containers.get(container);
        if (entry == null) {
            throw ActionException.host("DockerFailed", "starting " + container + ": no such container");
        } else if (entry.spec().command().contains("/no/such/program")) {
            throw ActionException.release("BadCommand", "the container's command cannot be run", null);
        }
        containers.put(container, shown(entry, ObservedContainer.State.RUNNING, Optional.empty()));
        hint.run();
    }

    @Override
    public synchronized void stop(String container, Duration grace) {
        Entry entry = containers.get(container);
        if (entry != null && entry.shown().running()) {
            exits(container, 143);
        }
    }

    @Override
    public synchronized void remove(String container) {
        Entry entry = containers.get(container);
        if (entry != null && entry.shown().running()) {
            throw ActionException.host("DockerFailed", "removing " + container + ": it runs");
        }
        containers.remove(container);
        hint.run();
    }

    @Override
    public synchronized List<String> logTail(String container) {
        return containers.containsKey(container) ? List.of("last words of " + container) : List.of();
    }

    @Override
    public synchronized OptionalLong mainPid(String container) {
        return OptionalLong.empty();
    }

    @Override
    public String version() {
        return "fake";
    }

    @Override
    public synchronized void watch(String clusterUid, Runnable newHint) {
        hint = newHint;
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static ObservedContainer created(ContainerSpec spec) {
        Map<String, String> labels = spec.labels();
        ServiceRef service = new ServiceRef(
                labels.getOrDefault(Labels.NAMESPACE, ""),
                labels.getOrDefault(Labels.ENVIRONMENT, ""),
                labels.getOrDefault(Labels.SERVICE, ""));
        Instant now = Instant.now();
        return new ObservedContainer(
                "id-" + spec.name(),
                spec.name(),
                service.block(labels.getOrDefault(Labels.BLOCK, "")),
                labels.getOrDefault(Labels.SPEC_HASH, ""),
                labels.getOrDefault(Labels.RELEASE, ""),
                labels.getOrDefault(Labels.VERSION, ""),
                ObservedContainer.State.CREATED,
                spec.address(),
                now,
                now,
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Entry shown(Entry entry, ObservedContainer.State state, Optional<Integer> exitCode) {
        ObservedContainer before = entry.shown();
        boolean starts = state == ObservedContainer.State.RUNNING && !before.running();
        return new Entry(
                entry.spec(),
                new ObservedContainer(
                        before.id(),
                        before.name(),
                        before.block(),
                        before.specHash(),
                        before.release(),
                        before.version(),
                        state,
                        before.address(),
                        before.createdAt(),
                        starts ? Instant.now() : before.startedAt(),
                        exitCode,
                        false,
                        Optional.empty()));
    }
}
