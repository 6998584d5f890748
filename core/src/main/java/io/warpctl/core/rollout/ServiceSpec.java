package io.warpctl.core.rollout;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A service as declared, with selectors resolved to hosts.
 *
 * @param ref which service
 * @param generation generation of the declaration
 * @param image image name without a tag
 * @param version tag or digest ({@code sha256:…})
 * @param template everything else a container is made of; its image, image ID and version are not looked at
 * @param blocks the blocks, in the order of the list
 * @param percent how many of the blocks get the version, in percent; rounded up, 100 for all
 * @param maxBlocksInFlight how many blocks may change at a time
 * @param progressDeadlineSeconds longest time without a change of phase
 * @param autoRollback whether a release at fault is taken back
 * @param paused whether no further step is taken
 * @param pinnedRelease the release a person returned to
 * @param retry the release a person wants tried again
 * @param hostNames host names the balancers route to it
 * @param hiddenPrefixes secret first path segments
 * @param health when a container is ready
 * @param timing drain, grace, warm
 */
public record ServiceSpec(
        ServiceRef ref,
        long generation,
        String image,
        String version,
        ReleaseTemplate template,
        List<BlockSpec> blocks,
        int percent,
        int maxBlocksInFlight,
        int progressDeadlineSeconds,
        boolean autoRollback,
        boolean paused,
        Optional<PinnedRelease> pinnedRelease,
        Optional<Retry> retry,
        List<String> hostNames,
        List<String> hiddenPrefixes,
        Health health,
        Timing timing) {
    public ServiceSpec {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(template, "template");
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        pinnedRelease = pinnedRelease == null ? Optional.empty() : pinnedRelease;
        retry = retry == null ? Optional.empty() : retry;
        hostNames = hostNames == null ? List.of() : List.copyOf(hostNames);
        hiddenPrefixes = hiddenPrefixes == null ? List.of() : List.copyOf(hiddenPrefixes);
        health = health == null ? Health.DEFAULT : health;
        timing = timing == null ? Timing.DEFAULT : timing;
    }

    /** The blocks in the order they change. */
    public List<BlockSpec> ordered() {
        return blocks.stream().sorted(Comparator.comparingInt(BlockSpec::order)).toList();
    }

    /** The block of the given name, if it is declared. */
    public Optional<BlockSpec> block(String name) {
        return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    /** What a container of the given version is made of; its image is not resolved yet. */
    public ReleaseTemplate templateFor(String wantedVersion) {
        return new ReleaseTemplate(
                reference(wantedVersion),
                Optional.empty(),
                wantedVersion,
                template.configVersion(),
                template.command(),
                template.env(),
                template.ports(),
                template.volumes(),
                template.user(),
                template.memoryBytes(),
                template.milliCpus());
    }

    /** The version the given block is to run: its own, or the service's. */
    public String versionOf(BlockSpec block) {
        return block.version().orElse(version);
    }

    /**
     * Hash of what the declaration says a container is made of: versions, image and template, but not how it is rolled out. A
     * {@link PinnedRelease} holds while it is the same.
     */
    public String templateHash() {
        return ReleaseHash.ofDeclaration(this);
    }

    private String reference(String wantedVersion) {
        return image + (wantedVersion.startsWith("sha256:") ? "@" : ":") + wantedVersion;
    }
}
