package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.schema.Patterns;

/**
 * The Docker bridge network the containers sit on.
 *
 * @param name the network's name, also the bridge interface's
 * @param subnet IPv4 CIDR container addresses are assigned from; its first address is the bridge's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSpec(
        @Default("warp0") @Size(min = 1, max = 15) @Pattern(Patterns.LABEL)
        String name,

        @Default("172.30.0.0/16") @Pattern(Patterns.SUBNET) String subnet) {
    /** What the schema fills in. */
    public static final NetworkSpec DEFAULT = new NetworkSpec(null, null);

    public NetworkSpec {
        name = name == null ? "warp0" : name;
        subnet = subnet == null ? "172.30.0.0/16" : subnet;
    }
}
