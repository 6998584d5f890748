package io.warpctl.crds.service;

import io.fabric8.generator.annotation.Required;

/**
 * Share of a service's requests.
 *
 * @param version version that answered
 * @param percent share in percent, rounded
 */
public record TrafficShareStatus(
        @Required String version, @Required Integer percent) {}
