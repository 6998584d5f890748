package io.warpctl.node.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.warpctl.core.report.ImageReport;
import io.warpctl.node.common.ActionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Resolves image references, pulling what this host lacks. */
final class Images {
    private static final String VERSION_LABEL = "org.opencontainers.image.version";
    private static final Duration LONGEST_PULL = Duration.ofMinutes(30);

    private final DockerClients clients;

    Images(DockerClients clients) {
        this.clients = clients;
    }

    ImageReport ensure(String reference, String expectedId) {
        if (!expectedId.isEmpty()) {
            Optional<InspectImageResponse> expected = inspect(expectedId);
            if (expected.isPresent()) {
                return report(reference, expected.get());
            }
        }
        Optional<InspectImageResponse> local = inspect(reference);
        if (local.isPresent() && expectedId.isEmpty()) {
            return report(reference, local.get());
        }
        boolean byDigest = expectedId.contains("@");
        if (local.isEmpty() || byDigest || namesRegistry(reference)) {
            pull(byDigest ? expectedId : reference);
            local = inspect(byDigest ? expectedId : reference);
        }
        InspectImageResponse found = local.orElseThrow(() -> ActionException.host(
                "ImageNotFound", "the image " + reference + " was pulled, and is not on this host all the same"));
        if (!expectedId.isEmpty() && !byDigest && !expectedId.equals(found.getId())) {
            throw ActionException.host(
                    "ImageDiffers",
                    "the image " + reference + " is " + found.getId() + " on this host, and the release was made from "
                            + expectedId + ": load that one (docker save, docker load), or make a new release");
        }
        return report(reference, found);
    }

    private Optional<InspectImageResponse> inspect(String reference) {
        try {
            return Optional.of(clients.calls().inspectImageCmd(reference).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private void pull(String reference) {
        try {
            var pulled = clients.streams()
                    .pullImageCmd(tagged(reference))
                    .exec(new PullProgress())
                    .awaitCompletion(LONGEST_PULL.toSeconds(), TimeUnit.SECONDS);
            if (!pulled) {
                throw ActionException.host(
                        "PullFailed",
                        "pulling " + reference + " took longer than " + LONGEST_PULL.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ActionException.host("PullFailed", "pulling " + reference + " was interrupted", e);
        } catch (ActionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw pullFailure(reference, e);
        }
    }

    static ActionException pullFailure(String reference, RuntimeException failure) {
        String message = Failures.message(failure);
        if (Failures.isDiskFull(message)) {
            return ActionException.host(
                    "DiskFull", "pulling " + reference + ": no space left on the disk Docker uses; free some", failure);
        }
        boolean unknown = message.contains("manifest unknown")
                || message.contains("not found")
                || message.contains("does not exist");
        if (unknown || !namesRegistry(reference)) {
            return ActionException.host(
                    "ImageNotFound",
                    "the image " + reference + " is not on this host and cannot be pulled (" + message
                            + "): correct the reference, or load the image with \"docker load\"",
                    failure);
        }
        return ActionException.host(
                "PullFailed",
                "the image " + reference + " is not on this host and pulling it failed (" + message
                        + "): make its registry reachable, or load the image with \"docker load\"",
                failure);
    }

    /** Docker pulls every tag of a reference that names none. */
    private static String tagged(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return name.contains(":") || name.contains("@") ? reference : reference + ":latest";
    }

    /** As Docker reads references: the part before the first slash is a registry when it looks like a host name. */
    static boolean namesRegistry(String reference) {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String first = reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    private static ImageReport report(String reference, InspectImageResponse image) {
        Map<String, String> labels =
                image.getConfig() == null ? null : image.getConfig().getLabels();
        String version = labels == null ? "" : labels.getOrDefault(VERSION_LABEL, "");
        return new ImageReport(reference, image.getId(), version, "", "");
    }

    /** Docker tells most errors of a pull inside a stream that itself succeeds. */
    private static final class PullProgress extends ResultCallback.Adapter<PullResponseItem> {
        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                onError(new IllegalStateException(item.getErrorDetail().getMessage()));
            }
        }
    }
}
