package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.warpctl.crds.schema.Patterns;

/**
 * What a container may use.
 *
 * @param limits the limits; absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourcesSpec(Limits limits) {
    /**
     * Limits of a container.
     *
     * @param cpu processors, such as {@code 500m}
     * @param memory bytes, such as {@code 256Mi}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Pattern(Patterns.QUANTITY)
            @ValidationRule(
                    value = "quantity(string(self)).compareTo(quantity('10m')) >= 0",
                    message = "Docker gives a container at least 10m")
            Quantity cpu,

            @Pattern(Patterns.QUANTITY)
            @ValidationRule(
                    value = "quantity(string(self)).compareTo(quantity('6Mi')) >= 0",
                    message = "Docker gives a container at least 6Mi")
            Quantity memory) {}
}
