package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.schema.Patterns;

/**
 * A port balancers accept requests on.
 *
 * <p>Its default is not the schema's: {@code kubectl apply} compares lists of custom resources as a whole, and would find an
 * unchanged manifest changed for ever.
 *
 * @param name name within the environment
 * @param port the port, on every address of the interface
 * @param protocol what is spoken; HTTP if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListenerSpec(
        @Required @Size(min = 1, max = 15) @Pattern(Patterns.LABEL)
        String name,

        @Required @Min(1) @Max(65535) Integer port,
        Protocol protocol) {

    /** What is spoken on a listener. */
    public enum Protocol {
        HTTP
    }

    public ListenerSpec {
        protocol = protocol == null ? Protocol.HTTP : protocol;
    }
}
