package io.warpctl.core.rollout;

import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.report.ImageReport;
import java.util.List;
import java.util.Optional;

/** Has image references resolved by one host, and makes a release of what it says. */
final class Resolution {
    private final Context context;

    Resolution(Context context) {
        this.context = context;
    }

    /** The release to be created, once a host has resolved the image of the first template that has none. */
    Optional<Release> run() {
        Optional<ReleaseTemplate> template = context.spec.paused() ? Optional.empty() : context.wanted.unresolved();
        if (template.isEmpty()) {
            context.draft.pending = Optional.empty();
            return Optional.empty();
        }
        ask(template.get());
        return answer().filter(ImageReport::resolved).map(image -> release(template.get(), image));
    }

    /** Asks the ready hosts one after the other and stays with the last: it may find the image later. */
    private void ask(ReleaseTemplate template) {
        String reference = template.image();
        Optional<PendingResolution> asked =
                context.draft.pending.filter(pending -> pending.reference().equals(reference));
        List<String> hosts = hostsFor(template);
        if (asked.isEmpty() || !hosts.contains(asked.get().host())) {
            context.draft.pending = hosts.stream()
                    .findFirst()
                    .map(host -> new PendingResolution(
                            reference,
                            host,
                            asked.map(PendingResolution::since).orElse(context.now),
                            asked.map(PendingResolution::reason).orElse(""),
                            asked.map(PendingResolution::message).orElse("")))
                    .or(() -> asked);
            return;
        }
        answer().filter(image -> !image.resolved() && !image.reason().isEmpty()).ifPresent(image -> {
            int next = Math.min(hosts.indexOf(asked.get().host()) + 1, hosts.size() - 1);
            context.draft.pending = Optional.of(new PendingResolution(
                    reference, hosts.get(next), asked.get().since(), image.reason(), image.message()));
        });
    }

    private List<String> hostsFor(ReleaseTemplate template) {
        return context.blocks.stream()
                .filter(block -> context.spec
                        .templateFor(context.spec.versionOf(block.spec()))
                        .equals(template))
                .flatMap(block -> block.ready().stream())
                .map(HostView::name)
                .distinct()
                .toList();
    }

    private Optional<ImageReport> answer() {
        return context.draft.pending.flatMap(pending -> context.hosts.stream()
                .filter(host -> host.name().equals(pending.host()))
                .flatMap(host -> host.report().images().stream())
                .filter(image -> image.reference().equals(pending.reference()))
                .findFirst());
    }

    /** Revisions follow the releases that exist, so that a release created twice gets the same name and is refused. */
    private Release release(ReleaseTemplate template, ImageReport image) {
        boolean digest = template.version().startsWith("sha256:");
        String version = digest && !image.version().isEmpty() ? image.version() : template.version();
        ReleaseTemplate resolved = new ReleaseTemplate(
                template.image(),
                Optional.of(image.id()),
                version,
                template.configVersion(),
                template.command(),
                template.env(),
                template.ports(),
                template.volumes(),
                template.user(),
                template.memoryBytes(),
                template.milliCpus());
        return Release.of(context.spec.ref().service(), context.draft.revisionCounter + 1, resolved);
    }
}
