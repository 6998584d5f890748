package io.warpctl.core.converge;

/** The labels of our containers. Those of identity decide whether a container is the wanted one; the others only inform. */
public final class Labels {
    /** UID of the cluster that owns the container; identity. */
    public static final String CLUSTER = "warpctl.io/cluster";
    /** Host the container belongs to; identity. */
    public static final String HOST = "warpctl.io/host";
    /** Namespace of the service; identity. */
    public static final String NAMESPACE = "warpctl.io/namespace";
    /** Environment of the service; identity. */
    public static final String ENVIRONMENT = "warpctl.io/environment";
    /** Name of the service; identity. */
    public static final String SERVICE = "warpctl.io/service";
    /** Name of the block; identity. */
    public static final String BLOCK = "warpctl.io/block";
    /** What the container is for, {@code service} for now; identity. */
    public static final String ROLE = "warpctl.io/role";
    /** Hash of everything whose change needs a new container; identity. */
    public static final String SPEC_HASH = "warpctl.io/spec-hash";
    /** Hash of the release; information. */
    public static final String RELEASE = "warpctl.io/release";
    /** Version of the release; information. */
    public static final String VERSION = "warpctl.io/version";
    /** Generation of the plan the container was started for; information. */
    public static final String PLAN_GENERATION = "warpctl.io/plan-generation";

    private Labels() {}
}
