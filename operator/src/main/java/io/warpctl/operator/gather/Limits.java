package io.warpctl.operator.gather;

import io.fabric8.kubernetes.api.model.Quantity;
import io.warpctl.crds.service.ResourcesSpec;
import io.warpctl.crds.service.ServiceSpec;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a container may use, as numbers. */
final class Limits {
    private static final String FIELD = "spec.resources.limits.";
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Limits() {}

    static OptionalLong memoryBytes(ServiceSpec spec) {
        return number(quantity(spec, ResourcesSpec.Limits::memory), BigDecimal.ONE);
    }

    static OptionalLong milliCpus(ServiceSpec spec) {
        return number(quantity(spec, ResourcesSpec.Limits::cpu), BigDecimal.valueOf(1000));
    }

    /** A limit that is no quantity: nothing is decided until it is, since a release must not change by it. */
    static Optional<Problem> problem(ServiceSpec spec) {
        Optional<Quantity> memory = quantity(spec, ResourcesSpec.Limits::memory);
        Optional<Quantity> cpu = quantity(spec, ResourcesSpec.Limits::cpu);
        if (memory.isPresent() && memoryBytes(spec).isEmpty()) {
            return Optional.of(problem("memory", memory.get(), "256Mi"));
        }
        return cpu.isPresent() && milliCpus(spec).isEmpty()
                ? Optional.of(problem("cpu", cpu.get(), "500m"))
                : Optional.empty();
    }

    private static Problem problem(String name, Quantity quantity, String example) {
        return new Problem(
                "InvalidResources", FIELD + name + ": " + quantity + " is no quantity: write one such as " + example);
    }

    private static Optional<Quantity> quantity(ServiceSpec spec, Function<ResourcesSpec.Limits, Quantity> which) {
        return Optional.ofNullable(spec.resources()).map(ResourcesSpec::limits).map(which);
    }

    private static OptionalLong number(Optional<Quantity> quantity, BigDecimal factor) {
        if (quantity.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(quantity.get()
                    .getNumericalAmount()
                    .multiply(factor)
                    .min(MAX)
                    .longValue());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
