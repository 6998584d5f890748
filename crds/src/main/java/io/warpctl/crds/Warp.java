package io.warpctl.crds;

/** Names that all custom resources share. */
public final class Warp {
    /** Their API group. */
    public static final String GROUP = "warpctl.io";
    /** Their version. */
    public static final String VERSION = "v1alpha1";
    /** The category that {@code kubectl get warp} lists. */
    public static final String CATEGORY = "warp";
    /** Annotation of a WarpService: the release to try again, as {@link io.warpctl.core.rollout.Retry} writes it. */
    public static final String RETRY_ANNOTATION = GROUP + "/retry";
    /** Finalizer of a WarpService: its containers are taken away before it goes. */
    public static final String SERVICE_FINALIZER = GROUP + "/service";
    /** Label of WarpBlocks and WarpReleases: the service they belong to. */
    public static final String SERVICE_LABEL = GROUP + "/service";
    /** Namespace of the Leases that hosts renew. */
    public static final String NODE_NAMESPACE = "warp-nodes";

    private Warp() {}
}
