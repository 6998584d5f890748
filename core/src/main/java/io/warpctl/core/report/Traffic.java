package io.warpctl.core.report;

import io.warpctl.core.plan.BlockRef;
import java.util.Objects;

/**
 * Requests a release of a block answered on this host, as all balancers counted them since they started.
 *
 * @param block the block
 * @param release hash of the release
 * @param version its version
 * @param requests requests answered
 * @param failures of these, failed ones
 */
public record Traffic(BlockRef block, String release, String version, long requests, long failures) {
    public Traffic {
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(release, "release");
        version = version == null ? "" : version;
    }
}
