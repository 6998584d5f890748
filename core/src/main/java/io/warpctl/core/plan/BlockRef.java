package io.warpctl.core.plan;

import java.util.Objects;

/**
 * Names one block: a named, weighted slice of a service, with exactly one serving container per host.
 *
 * @param service the service the block belongs to
 * @param block name of the block within the service, such as {@code beta} or {@code g1}
 */
public record BlockRef(ServiceRef service, String block) implements Comparable<BlockRef> {
    public BlockRef {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(block, "block");
    }

    @Override
    public int compareTo(BlockRef other) {
        return toString().compareTo(other.toString());
    }

    /** {@code namespace/environment/service/block}. */
    @Override
    public String toString() {
        return service + "/" + block;
    }
}
