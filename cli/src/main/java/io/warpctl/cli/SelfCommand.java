package io.warpctl.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a process of Warp starts a sibling: the same Java, the same jar, the sibling's own flags.
 *
 * @param java the {@code java} program
 * @param jar the packaged {@code warpctl.jar}, or, when classes are run from folders, a class path
 * @param packaged whether {@code jar} is the packaged one, with {@code lib} and {@code jvm} beside it
 */
public record SelfCommand(Path java, String jar, boolean packaged) {
    public SelfCommand {
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(jar, "jar");
    }

    /** The command of the running process. */
    public static SelfCommand current() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path location = location();
        return Files.isRegularFile(location) && Files.isDirectory(location.resolveSibling("lib"))
                ? new SelfCommand(java, location.toString(), true)
                : new SelfCommand(java, System.getProperty("java.class.path"), false);
    }

    /** The command line that starts {@code role} with the given arguments. */
    public List<String> line(Role role, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(flags(role));
        if (Runtime.version().feature() >= 23) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (packaged) {
            sharedClasses(role).ifPresent(archive -> line.add("-XX:SharedArchiveFile=" + archive));
            line.addAll(List.of("-jar", jar));
        } else {
            line.addAll(List.of("-cp", jar, Main.class.getName()));
        }
        line.add(role.command());
        line.addAll(List.of(arguments));
        return List.copyOf(line);
    }

    /**
     * Like {@link #line}, in a session of its own: the process survives its parent, and no signal to the parent's terminal
     * reaches it. Its pid is that of the started process.
     */
    public List<String> detached(Role role, String... arguments) {
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(line(role, arguments));
        return List.copyOf(line);
    }

    private List<String> flags(Role role) {
        if (packaged) {
            return List.of("@" + Path.of(jar).resolveSibling("jvm").resolve(role.command() + ".args"));
        }
        // Not packaged: the flags' files are not at a known place, and the defaults do.
        return List.of("-XX:+UseSerialGC", "-Xmx256m");
    }

    /** The archive of loaded classes that the launcher made beside the jar, for this Java. */
    private Optional<Path> sharedClasses(Role role) {
        String name = (role == Role.LB ? "warpctl-lb-" : "warpctl-") + System.getProperty("java.version") + ".jsa";
        Path archive = Path.of(jar).resolveSibling(name);
        return Optional.of(archive).filter(Files::isRegularFile);
    }

    private static Path location() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where warpctl's classes are", e);
        }
    }
}
