package io.warpctl.core.converge;

import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Volume;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A container to create, complete.
 *
 * @param name its name
 * @param imageId what it runs: an ID or digest, never a tag
 * @param command overrides the image's command when not empty
 * @param env environment variables
 * @param labels its labels
 * @param network the network it joins
 * @param address its address there
 * @param hosts addresses of the host names it is to know, whatever its DNS says
 * @param volumes Docker volume name and mount point
 * @param user {@code uid[:gid]}; empty for the image's own
 * @param memoryBytes memory limit; 0 for none
 * @param milliCpus processor limit in thousandths; 0 for none
 */
public record ContainerSpec(
        String name,
        String imageId,
        List<String> command,
        Map<String, String> env,
        Map<String, String> labels,
        ServicesNetwork network,
        String address,
        Map<String, String> hosts,
        List<Volume> volumes,
        String user,
        long memoryBytes,
        long milliCpus) {
    public ContainerSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(address, "address");
        command = List.copyOf(command);
        env = Map.copyOf(env);
        labels = Map.copyOf(labels);
        hosts = Map.copyOf(hosts);
        volumes = List.copyOf(volumes);
    }
}
