package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.schema.Patterns;

/**
 * An environment variable of the containers.
 *
 * @param name its name
 * @param value its value; absent for empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvVarSpec(
        @Required
        @Size(min = 1, max = 256)
        @Pattern(Patterns.VARIABLE)
        @ValidationRule(
                value = "!self.startsWith('WARP_')",
                message = "names that begin with WARP_ are set by Warp: choose another")
        String name,

        @Size(max = 32768) String value) {
    public EnvVarSpec {
        value = value == null ? "" : value;
    }
}
