package io.warpctl.node;

import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.node.common.Threads;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lists the containers within bounded time: a Docker that hangs must not keep the node from its balancers. */
final class DockerLook implements AutoCloseable {
    private final Docker docker;
    private final Duration longest;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Threads.named("warp-docker-list"));
    private Optional<Future<List<ObservedContainer>>> hanging = Optional.empty();

    DockerLook(Docker docker, Duration longest) {
        this.docker = docker;
        this.longest = longest;
    }

    /**
     * The containers of the given cluster and host.
     *
     * @throws DockerUnavailable when Docker cannot be asked, or does not answer in time
     */
    List<ObservedContainer> list(String clusterUid, String host) throws InterruptedException {
        if (hanging.filter(earlier -> !earlier.isDone()).isPresent()) {
            throw silent();
        }
        Future<List<ObservedContainer>> answer = thread.submit(() -> docker.list(clusterUid, host));
        try {
            hanging = Optional.empty();
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            hanging = Optional.of(answer);
            throw silent();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DockerUnavailable unavailable
                    ? unavailable
                    : new DockerUnavailable("Docker's answer cannot be read: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private DockerUnavailable silent() {
        return new DockerUnavailable("Docker has not answered for " + longest.toSeconds() + " s", null);
    }
}
