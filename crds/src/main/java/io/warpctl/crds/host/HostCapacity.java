package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a host has.
 *
 * @param cpus processors
 * @param memoryBytes memory in bytes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostCapacity(Integer cpus, Long memoryBytes) {}
