package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders the container of a release in a block. */
final class ContainerSpecs {
    private static final int HASH_IN_NAME = 8;

    private static final Pattern NAME = Pattern.compile("(.+)-[0-9a-f]{" + HASH_IN_NAME + "}-[0-9]+");

    private ContainerSpecs() {}

    /** {@code <env>-<service>-<block>-<hash8>-<attempt>}. */
    static String name(BlockRef block, String specHash, int attempt) {
        ServiceRef service = block.service();
        return String.join(
                "-",
                service.environment(),
                service.service(),
                block.block(),
                specHash.substring(0, HASH_IN_NAME),
                Integer.toString(attempt));
    }

    /** The block of the given service that a name was made for; empty when it was made for another service. */
    static Optional<BlockRef> blockOf(ServiceRef service, String container) {
        Matcher parts = NAME.matcher(container);
        String prefix = service.environment() + "-" + service.service() + "-";
        return parts.matches() && parts.group(1).startsWith(prefix)
                ? Optional.of(service.block(parts.group(1).substring(prefix.length())))
                : Optional.empty();
    }

    /** Whether a name was made for the given block. */
    static boolean belongs(BlockRef block, String container) {
        ServiceRef service = block.service();
        String prefix = String.join("-", service.environment(), service.service(), block.block()) + "-";
        // Names may contain dashes themselves: what follows must be exactly a hash and an attempt.
        return container.startsWith(prefix)
                && container.substring(prefix.length()).matches("[0-9a-f]{" + HASH_IN_NAME + "}-[0-9]+");
    }

    static ContainerSpec of(
            Scope scope,
            BlockRef block,
            ReleaseTemplate template,
            String release,
            String specHash,
            String name,
            String address) {
        return new ContainerSpec(
                name,
                template.imageId().orElseThrow(),
                template.command(),
                env(scope, block, template),
                labels(scope, block, template, release, specHash),
                scope.plan().servicesNetwork(),
                address,
                hosts(scope, block.service()),
                volumes(block.service(), template),
                template.user(),
                template.memoryBytes(),
                template.milliCpus());
    }

    private static Map<String, String> env(Scope scope, BlockRef block, ReleaseTemplate template) {
        Map<String, String> env = new HashMap<>();
        env.put("WARP_VERSION", template.version());
        env.put("WARP_ENV", block.service().environment());
        env.put("WARP_SERVICE", block.service().service());
        env.put("WARP_BLOCK", block.block());
        env.put("WARP_HOST", scope.host());
        if (!template.configVersion().isEmpty()) {
            env.put("WARP_CONFIG_VERSION", template.configVersion());
        }
        env.putAll(template.env());
        return env;
    }

    private static Map<String, String> labels(
            Scope scope, BlockRef block, ReleaseTemplate template, String release, String specHash) {
        return Map.ofEntries(
                Map.entry(Labels.CLUSTER, scope.plan().clusterUid()),
                Map.entry(Labels.HOST, scope.host()),
                Map.entry(Labels.NAMESPACE, block.service().namespace()),
                Map.entry(Labels.ENVIRONMENT, block.service().environment()),
                Map.entry(Labels.SERVICE, block.service().service()),
                Map.entry(Labels.BLOCK, block.block()),
                Map.entry(Labels.ROLE, "service"),
                Map.entry(Labels.SPEC_HASH, specHash),
                Map.entry(Labels.RELEASE, release),
                Map.entry(Labels.VERSION, template.version()),
                Map.entry(Labels.PLAN_GENERATION, Long.toString(scope.plan().generation())));
    }

    /**
     * The services of its environment on this host, which it reaches through the balancers on the bridge. They are no part of the
     * spec-hash: a service that comes or goes is no reason to replace the containers of the others.
     */
    private static Map<String, String> hosts(Scope scope, ServiceRef own) {
        String gateway = Addresses.gateway(scope.plan().servicesNetwork());
        Map<String, String> hosts = new HashMap<>();
        for (ServicePlan service : scope.plan().services()) {
            ServiceRef ref = service.ref();
            if (ref.namespace().equals(own.namespace()) && ref.environment().equals(own.environment())) {
                service.hosts().stream()
                        .filter(host -> host.startsWith(ref.environment() + "-" + ref.service() + "."))
                        .forEach(host -> hosts.put(host, gateway));
            }
        }
        return hosts;
    }

    /** Docker's volumes are named for the service, so that all its blocks and every release share them. */
    private static List<Volume> volumes(ServiceRef service, ReleaseTemplate template) {
        return template.volumes().stream()
                .map(volume -> new Volume(
                        "warp-" + service.environment() + "-" + service.service() + "-" + volume.name(), volume.path()))
                .toList();
    }
}
