package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * The routing table of one interface of one host.
 *
 * @param host name of the WarpHost
 * @param interfaceName name of the interface
 * @param routingTable number of the table
 */
public record TableAssignment(
        @Required @Size(min = 1, max = 253) String host,

        @Required @Size(min = 1, max = 15) @JsonProperty("interface")
        String interfaceName,

        @Required @Min(1) @Max(2147483647) Integer routingTable) {}
