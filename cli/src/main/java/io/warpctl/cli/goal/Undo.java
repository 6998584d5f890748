package io.warpctl.cli.goal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.util.OptionalLong;

/**
 * A return that was asked for.
 *
 * @param revision the revision it goes back to
 * @param version the version of that
 * @param generation generation of the spec that asks for it
 */
public record Undo(long revision, String version, long generation) {
    /**
     * Pins a service to an earlier release, for as long as its template is the present one.
     *
     * @param revision the wanted revision; empty for the verified one before the present
     * @throws CommandFailure if there is none, or the operator has not seen the service yet
     */
    public static Undo begin(Api api, String service, OptionalLong revision) {
        ServiceObjects objects = api.objects(service);
        String templateHash = objects.status().templateHash();
        if (templateHash == null) {
            throw new CommandFailure("the operator has not seen service " + service + " yet: is it running?");
        }
        WarpRelease target = UndoTarget.of(objects, revision);
        ObjectNode patch = new ObjectMapper().createObjectNode();
        patch.putObject("spec")
                .putObject("pinnedRelease")
                .put("revision", target.getSpec().revision())
                .put("whileTemplateHash", templateHash);
        WarpService after = api.patchMerge(service, patch.toString());
        return new Undo(
                target.getSpec().revision(),
                target.getSpec().template().version(),
                after.getMetadata().getGeneration());
    }
}
