package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Versions of what runs on a host.
 *
 * @param node version of the node
 * @param docker version of the Docker daemon
 * @param kernel version of the kernel
 * @param os name of the operating system
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostVersions(String node, String docker, String kernel, String os) {}
