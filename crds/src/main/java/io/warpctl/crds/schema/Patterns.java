package io.warpctl.crds.schema;

/** Regular expressions of the schemas; all of them are matched in linear time. */
public final class Patterns {
    /** A DNS label that starts with a letter. */
    public static final String LABEL = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    /** One or more DNS labels. */
    public static final String DOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    /** The name of an image: a registry, told by a dot, a port or {@code localhost}, and a path in lower case. */
    public static final String IMAGE =
            "^(([a-zA-Z0-9-]+([.][a-zA-Z0-9-]+)+(:[0-9]+)?|[a-zA-Z0-9-]+:[0-9]+|localhost)/)?"
                    + "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$";
    /** A tag or a digest of an image. */
    public static final String VERSION = "^(sha256:[a-f0-9]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$";
    /** An absolute path. */
    public static final String PATH = "^/[^\\s]*$";
    /** An absolute path that is not the root. */
    public static final String MOUNT = "^/+[^/\\s][^\\s]*$";
    /** {@code uid[:gid]}. */
    public static final String USER = "^[0-9]{1,10}(:[0-9]{1,10})?$";
    /** Name of an environment variable. */
    public static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_]*$";
    /** Name of a network interface: as the kernel allows it. */
    public static final String INTERFACE = "^[^\\s/]{1,15}$";
    /** An IPv4 or IPv6 address, roughly; the node says what is wrong with others. */
    public static final String ADDRESS = "^[0-9A-Fa-f.:]+$";
    /** An IPv4 network. */
    public static final String SUBNET = "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])$";
    /** One path segment. */
    public static final String SEGMENT = "^[A-Za-z0-9._~-]+$";
    /** A quantity, as Kubernetes writes them. */
    public static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$";
    /** Type of a condition. */
    public static final String CONDITION_TYPE = "^[A-Z][A-Za-z0-9]*$";
    /** Reason of a condition: one CamelCase word. */
    public static final String REASON = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$";

    private Patterns() {}
}
