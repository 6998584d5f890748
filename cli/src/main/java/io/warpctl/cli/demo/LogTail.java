package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import io.warpctl.core.converge.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The last lines a container wrote, as long as it is there. */
final class LogTail {
    private static final int LINES = 5;
    private static final long PATIENCE_SECONDS = 5;

    private LogTail() {}

    /** The last lines of the newest container of a version; empty when there is none, or it wrote nothing. */
    static List<String> ofVersion(DockerClient docker, String version) {
        return Containers.ofHost(docker, Manifests.HOST).stream()
                .filter(container -> version.equals(container.getLabels().get(Labels.VERSION)))
                .findFirst()
                .map(container -> lines(docker, container))
                .orElse(List.of());
    }

    private static List<String> lines(DockerClient docker, Container container) {
        StringBuilder text = new StringBuilder();
        try (ResultCallback.Adapter<Frame> reader = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            docker.logContainerCmd(container.getId())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(LINES)
                    .exec(reader)
                    .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (DockerException | IOException e) {
            // It was removed in this moment: what was read before is what there is.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text.toString().lines().toList();
    }
}
