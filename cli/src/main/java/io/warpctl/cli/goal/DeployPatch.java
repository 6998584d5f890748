package io.warpctl.cli.goal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.cli.CommandFailure;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.service.BlockSpec;
import java.util.Comparator;
import java.util.List;

/**
 * The change of a service that {@code deploy} asks for.
 *
 * @param json a JSON patch; it fails when somebody changed the service's spec in the meantime
 * @param blocks the blocks that get the version
 */
public record DeployPatch(String json, List<String> blocks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public DeployPatch {
        blocks = List.copyOf(blocks);
    }

    /**
     * Gives a version to some blocks, whatever the others run.
     *
     * @throws CommandFailure if the service has no such block
     */
    public static DeployPatch blocks(WarpService service, String version, List<String> chosen) {
        List<String> all =
                service.getSpec().blocks().stream().map(BlockSpec::name).toList();
        ArrayNode patch = unchanged(service);
        for (String name : chosen) {
            int index = all.indexOf(name);
            if (index < 0) {
                throw new CommandFailure("service " + service.getMetadata().getName() + " has no block " + name
                        + ": it has " + String.join(", ", all));
            }
            add(patch, "/spec/blocks/" + index + "/version").put("value", version);
        }
        return new DeployPatch(patch.toString(), chosen);
    }

    /** Gives a version to the first {@code percent} of the blocks, in rollout order. */
    public static DeployPatch percent(WarpService service, String version, int percent) {
        ArrayNode patch = unchanged(service);
        add(patch, "/spec/version").put("value", version);
        if (patchable(service)) {
            add(patch, "/spec/rollout/percent").put("value", percent);
        } else {
            add(patch, "/spec/rollout").putObject("value").put("percent", percent);
        }
        List<BlockSpec> ordered = service.getSpec().blocks().stream()
                .sorted(Comparator.comparing(BlockSpec::order))
                .toList();
        long count = (ordered.size() * (long) percent + 99) / 100;
        // A block with a version of its own does not follow the service's.
        return new DeployPatch(
                patch.toString(),
                ordered.stream()
                        .limit(count)
                        .filter(block -> block.version() == null)
                        .map(BlockSpec::name)
                        .toList());
    }

    private static boolean patchable(WarpService service) {
        return service.getSpec().rollout() != null;
    }

    /** The generation moves with the spec alone: the operator writes the status at any time. */
    private static ArrayNode unchanged(WarpService service) {
        ArrayNode patch = JSON.createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/generation")
                .put("value", service.getMetadata().getGeneration());
        if (service.getSpec().pinnedRelease() != null) {
            // A release pinned by "rollout undo" would win over the version that is asked for now.
            patch.addObject().put("op", "remove").put("path", "/spec/pinnedRelease");
        }
        return patch;
    }

    private static ObjectNode add(ArrayNode patch, String path) {
        return patch.addObject().put("op", "add").put("path", path);
    }
}
