package io.warpctl.crds.environment;

import io.fabric8.generator.annotation.Required;

/**
 * A host name balancers route.
 *
 * @param name the host name
 * @param service {@code namespace/name} of the WarpService it leads to
 */
public record HostNameStatus(
        @Required String name, @Required String service) {}
