package io.warpctl.core.rollout;

import io.warpctl.core.plan.ReleaseTemplate;
import java.util.List;
import java.util.Optional;

/**
 * Which release the declaration asks for, block by block.
 *
 * @param spec the declaration
 * @param releases the releases that exist
 */
public record Wanted(ServiceSpec spec, Releases releases) {
    /** The pin that holds: one made for another template is superseded. */
    public Optional<PinnedRelease> pin() {
        return spec.pinnedRelease().filter(pin -> pin.whileTemplateHash().equals(spec.templateHash()));
    }

    /** The release of the service; empty while it does not exist. */
    public Optional<Release> ofService() {
        return pin().map(pin -> releases.byRevision(pin.revision())).orElseGet(() -> made(spec.version()));
    }

    /** The release of the block; empty while it does not exist. */
    public Optional<Release> of(BlockSpec block) {
        return ownVersion(block) ? made(spec.versionOf(block)) : ofService();
    }

    /** Whether the block has a version of its own. A pin is for the whole service. */
    public boolean ownVersion(BlockSpec block) {
        return block.version().isPresent() && pin().isEmpty();
    }

    /** The first template, in the order of the blocks, whose image is to be resolved. */
    public Optional<ReleaseTemplate> unresolved() {
        if (pin().isPresent()) {
            return Optional.empty();
        }
        return spec.ordered().stream()
                .map(spec::versionOf)
                .distinct()
                .filter(version -> made(version).isEmpty())
                .findFirst()
                .map(spec::templateFor);
    }

    /** The blocks that get the service's version at the declared percentage: the first ones, rounded up. */
    public List<BlockSpec> withinPercent() {
        int count = (spec.blocks().size() * Math.min(100, Math.max(0, spec.percent())) + 99) / 100;
        return spec.ordered().stream().limit(count).toList();
    }

    private Optional<Release> made(String version) {
        return releases.madeFrom(spec.templateFor(version));
    }
}
