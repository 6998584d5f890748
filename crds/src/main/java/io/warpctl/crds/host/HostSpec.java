package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What people say of a host; selectors look at the labels in its metadata.
 *
 * @param interfaces the interfaces that get a balancer; empty for all the node found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostSpec(@ListMap("name") @Size(max = 64) List<InterfaceSpec> interfaces) {
    public HostSpec {
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
    }
}
