package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.core.plan.Port;
import java.util.List;
import java.util.Map;

/**
 * Everything a container of one release is made of.
 *
 * @param image the reference as written
 * @param imageId image ID or {@code repo@sha256:…} it was resolved to; absent when the node is to resolve it
 * @param version what the container must report
 * @param configVersion the config version it must report; empty when there is none
 * @param command overrides the image's command when not empty
 * @param env environment variables
 * @param ports ports it listens on
 * @param volumes named volumes
 * @param user {@code uid[:gid]}; empty for the image's own
 * @param memoryBytes memory limit; 0 for none
 * @param milliCpus processor limit in thousandths; 0 for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseTemplateSpec(
        @Required String image,
        String imageId,
        @Required String version,
        String configVersion,
        List<String> command,
        Map<String, String> env,
        List<TemplatePort> ports,
        List<VolumeSpec> volumes,
        String user,
        Long memoryBytes,
        Long milliCpus) {

    /**
     * A port of the template.
     *
     * @param name name within the service
     * @param port number inside the container
     * @param protocol what is spoken
     */
    public record TemplatePort(
            @Required String name,
            @Required Integer port,
            @Required Port.Protocol protocol) {}

    public ReleaseTemplateSpec {
        command = command == null ? List.of() : List.copyOf(command);
        env = env == null ? Map.of() : Map.copyOf(env);
        ports = ports == null ? List.of() : List.copyOf(ports);
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
    }
}
