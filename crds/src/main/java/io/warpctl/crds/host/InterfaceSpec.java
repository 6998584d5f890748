package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.common.ListenerSpec;
import io.warpctl.crds.schema.ListMap;
import io.warpctl.crds.schema.Patterns;
import java.util.List;

/**
 * An interface that gets a balancer.
 *
 * @param name its name
 * @param addresses addresses the balancer listens on; empty for all it has
 * @param gateway where replies leave to; absent for the one found
 * @param listeners ports of this interface; empty for the environments'
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InterfaceSpec(
        @Required @Size(min = 1, max = 15) @Pattern(Patterns.INTERFACE)
        String name,

        @Size(max = 64) List<@Size(max = 45) @Pattern(Patterns.ADDRESS) String> addresses,
        @Size(max = 45) @Pattern(Patterns.ADDRESS) String gateway,

        @ListMap("name")
        @Size(max = 32)
        @ValidationRule(
                value = "self.all(l, self.exists_one(m, m.port == l.port))",
                message = "two listeners have one port: name each port once")
        List<ListenerSpec> listeners) {
    public InterfaceSpec {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
