package io.warpctl.core.converge;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has an address of the services network.
 *
 * @param container name of the container it was assigned to
 * @param freedAt when that container was gone; empty while it has it
 */
public record AddressUse(String container, Optional<Instant> freedAt) {
    public AddressUse {
        Objects.requireNonNull(container, "container");
        freedAt = freedAt == null ? Optional.empty() : freedAt;
    }
}
