package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether a definition in a group of the Kubernetes community was approved by it, as its annotation says.
 *
 * <p>Source of the rules: {@code k8s.io/apiextensions-apiserver/pkg/apihelpers/helpers.go}.
 *
 * @param reason the state, as the reason of a condition
 * @param annotation what the annotation says; may be empty
 */
public record ApiApproval(String reason, String annotation, String message) {
    /** There is no annotation. */
    public static final String MISSING = "MissingAnnotation";
    /** The annotation is neither a URL nor an excuse. */
    public static final String INVALID = "InvalidAnnotation";
    /** The annotation names where it was approved. */
    public static final String APPROVED = "ApprovedAnnotation";
    /** The annotation says why it is not. */
    public static final String BYPASSED = "UnapprovedAnnotation";

    private static final String NAME = "api-approved.kubernetes.io";
    private static final String SEE = ", see https://github.com/kubernetes/enhancements/pull/1111";
    static final String PATH = "metadata.annotations[" + NAME + "]";

    /** Whether a group is one of the community's. */
    public static boolean isProtected(String group) {
        return group.equals("k8s.io")
                || group.endsWith(".k8s.io")
                || group.equals("kubernetes.io")
                || group.endsWith(".kubernetes.io");
    }

    /** The state of a definition. */
    public static ApiApproval of(ObjectNode crd) {
        String annotation = crd.path("metadata").path("annotations").path(NAME).asText("");
        String must = "protected groups must have approval annotation \"" + NAME + "\"";
        if (annotation.isEmpty()) {
            return new ApiApproval(MISSING, annotation, must + SEE);
        }
        if (annotation.startsWith("unapproved")) {
            return new ApiApproval(BYPASSED, annotation, "not approved: \"" + annotation + "\"");
        }
        return isUrl(annotation)
                ? new ApiApproval(APPROVED, annotation, "approved in " + annotation)
                : new ApiApproval(
                        INVALID,
                        annotation,
                        must + " with either a URL or a reason starting with \"unapproved\"" + SEE);
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && uri.getRawAuthority() != null;
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }
}
