package io.warpctl.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who declared a field, so that a command does not change what a repository would change back. */
public final class Ownership {
    /** People at a terminal: what they applied they may change. */
    private static final Set<String> PEOPLE =
            Set.of(Api.MANAGER, "kubectl", "kubectl-client-side-apply", "kubectl-edit", "kubectl-patch");

    private Ownership() {}

    /**
     * The manager that keeps applying a field, unless it is a person.
     *
     * @param path the field's path in {@code managedFields}, such as {@code f:spec}, {@code f:version}
     */
    public static Optional<String> automatedOwner(HasMetadata object, List<String> path) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> "Apply".equals(entry.getOperation()))
                .filter(entry -> !PEOPLE.contains(entry.getManager()))
                .filter(entry -> owns(entry, path))
                .map(ManagedFieldsEntry::getManager)
                .findFirst();
    }

    private static boolean owns(ManagedFieldsEntry entry, List<String> path) {
        JsonNode node = new ObjectMapper().valueToTree(entry.getFieldsV1());
        for (String step : path) {
            node = node.path(step);
        }
        return !node.isMissingNode();
    }
}
