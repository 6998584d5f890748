package io.warpctl.cli;

import java.util.Arrays;
import java.util.Locale;

/** What kind of process this is; each kind has its own JVM flags in {@code jvm/<role>.args} and its own way to log. */
public enum Role {
    /** A command that ends by itself. */
    CLI("ERROR", "ERROR"),
    /** The story on this machine. */
    DEMO("ERROR", "ERROR"),
    /** A load balancer. */
    LB("INFO", "WARN"),
    /** A host's node-reconciler. */
    NODE("INFO", "WARN"),
    /** The operator alone. */
    OPERATOR("INFO", "WARN"),
    /** API server and operator. */
    SERVER("INFO", "WARN");

    private final String ours;
    private final String libraries;

    Role(String ours, String libraries) {
        this.ours = ours;
        this.libraries = libraries;
    }

    /** The role that command-line arguments ask for: the first one that is no option decides. */
    public static Role of(String... arguments) {
        String command = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .orElse("");
        return Arrays.stream(values())
                .filter(role -> role.command().equals(command))
                .findFirst()
                .orElse(CLI);
    }

    /** The command that starts a process of this role. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Sets the levels that {@link LogSetup} reads; to be called before the first logger is made. */
    void configureLogging() {
        setDefault("warp.log", ours);
        setDefault("warp.log.libraries", libraries);
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
