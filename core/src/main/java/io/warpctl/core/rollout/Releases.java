package io.warpctl.core.rollout;

import io.warpctl.core.plan.ReleaseTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of a service that exist.
 *
 * @param all in any order
 */
public record Releases(List<Release> all) {
    public Releases {
        all = List.copyOf(all);
    }

    /** The release of the given hash. */
    public Optional<Release> byHash(String hash) {
        return all.stream().filter(release -> release.hash().equals(hash)).findFirst();
    }

    /** The release of the given revision. */
    public Optional<Release> byRevision(long revision) {
        return all.stream().filter(release -> release.revision() == revision).findFirst();
    }

    /** Its version, or the start of its hash when it does not exist. */
    public String versionOf(String hash) {
        return byHash(hash)
                .map(release -> release.template().version())
                .orElseGet(() -> "release " + hash.substring(0, Math.min(8, hash.length())));
    }

    /** The highest revision; 0 when there is none. */
    public long highestRevision() {
        return all.stream().mapToLong(Release::revision).max().orElse(0);
    }

    /**
     * The newest release made from the given template. A reference is resolved once: what it was resolved to then is what it
     * means, also after a return and while no registry answers.
     */
    public Optional<Release> madeFrom(ReleaseTemplate unresolved) {
        return all.stream()
                .filter(release -> matches(release.template(), unresolved))
                .max(Comparator.comparingLong(Release::revision));
    }

    /** A digest is no version: then the image said which version it is. */
    private static boolean matches(ReleaseTemplate made, ReleaseTemplate unresolved) {
        boolean digest = unresolved.version().startsWith("sha256:");
        return new ReleaseTemplate(
                        made.image(),
                        Optional.empty(),
                        digest ? unresolved.version() : made.version(),
                        made.configVersion(),
                        made.command(),
                        made.env(),
                        made.ports(),
                        made.volumes(),
                        made.user(),
                        made.memoryBytes(),
                        made.milliCpus())
                .equals(unresolved);
    }
}
