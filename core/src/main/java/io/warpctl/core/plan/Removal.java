package io.warpctl.core.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * Permission to take away all containers of a service, or of one of its blocks: what is neither planned nor listed here stays.
 *
 * @param service the service
 * @param block one block of it; empty for the whole service
 */
public record Removal(ServiceRef service, Optional<String> block) {
    public Removal {
        Objects.requireNonNull(service, "service");
        block = block == null ? Optional.empty() : block;
    }

    /** Whether this entry covers the given block. */
    public boolean covers(BlockRef ref) {
        return service.equals(ref.service()) && block.map(ref.block()::equals).orElse(true);
    }
}
