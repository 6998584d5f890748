package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.common.HealthSpec;
import io.warpctl.crds.common.PortSpec;
import io.warpctl.crds.common.VolumeSpec;
import io.warpctl.crds.schema.ListMap;
import io.warpctl.crds.schema.Patterns;
import java.util.List;

/**
 * A service: an image in a version, in blocks, on the hosts of an environment.
 *
 * @param environment name of the WarpEnvironment, in the same namespace
 * @param image repository of the image, without tag or digest
 * @param version tag, or digest {@code sha256:…}, of the image
 * @param pinnedRelease an older release to run instead, set by {@code warpctl rollout undo}
 * @param ports ports the container listens on; none for a worker
 * @param blocks weighted slices of the service: one container of each on every selected host
 * @param health when a container counts as ready
 * @param rollout how a new version is brought out
 * @param volumes named volumes
 * @param env environment variables
 * @param command overrides the image's command
 * @param resources limits of a container
 * @param user {@code uid[:gid]} to run as
 * @param revisionHistoryLimit how many releases are kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value =
                "!(self.health.mode in ['Status', 'HTTP']) || (has(self.ports) && self.ports.exists(p, !has(p.protocol) || p.protocol == 'HTTP'))",
        message =
                "health.mode Status and HTTP need a port of protocol HTTP: add one to ports, or set health.mode to None")
@ValidationRule(
        value = "self.health.mode != 'TCP' || (has(self.ports) && size(self.ports) > 0)",
        message = "health.mode TCP needs a port: add one to ports, or set health.mode to None")
public record ServiceSpec(
        @Required @Size(min = 1, max = 40) @Pattern(Patterns.LABEL)
        String environment,

        @Required
        @Size(min = 1, max = 255)
        @ValidationRule(
                value = "!self.matches('@|:[^/]*$')",
                message = "put the tag or digest into spec.version, not into spec.image")
        @ValidationRule(
                value = "self.matches('" + Patterns.IMAGE + "')",
                message = "must be the name of an image in lower case, such as registry.example.org/team/app")
        String image,

        @Required @Size(min = 1, max = 128) @Pattern(Patterns.VERSION)
        String version,

        PinnedRelease pinnedRelease,

        @ListMap("name")
        @Size(max = 16)
        @ValidationRule(
                value = "self.all(p, self.exists_one(q, q.port == p.port))",
                message = "two ports have one number: a port has one name")
        List<PortSpec> ports,

        @Required
        @ListMap("name")
        @Size(min = 1, max = 64)
        @ValidationRule(
                value = "self.exists(b, !has(b.weight) || b.weight > 0)",
                message = "at least one block needs a weight above 0, or no request is answered")
        List<BlockSpec> blocks,

        @Default("{}") HealthSpec health,
        @Default("{}") RolloutSpec rollout,

        @ListMap("name")
        @Size(max = 32)
        @ValidationRule(
                value = "self.all(v, self.exists_one(w, w.path == v.path))",
                message = "two volumes have one path: mount each at a path of its own")
        List<VolumeSpec> volumes,

        @ListMap("name") @Size(max = 256) List<EnvVarSpec> env,
        @Size(max = 64) List<@Size(max = 4096) String> command,
        ResourcesSpec resources,

        @Size(max = 32)
        @Pattern(Patterns.USER)
        @ValidationRule(
                value = "self.split(':').all(id, int(id) <= 2147483647)",
                message = "uid and gid are at most 2147483647")
        String user,

        @Default("10") @Min(1) @Max(100) Integer revisionHistoryLimit) {
    public ServiceSpec {
        ports = ports == null ? List.of() : List.copyOf(ports);
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        health = health == null ? HealthSpec.DEFAULT : health;
        rollout = rollout == null ? RolloutSpec.DEFAULT : rollout;
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        env = env == null ? List.of() : List.copyOf(env);
        command = command == null ? List.of() : List.copyOf(command);
        revisionHistoryLimit = revisionHistoryLimit == null ? 10 : revisionHistoryLimit;
    }
}
