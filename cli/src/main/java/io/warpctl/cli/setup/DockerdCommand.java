package io.warpctl.cli.setup;

import io.warpctl.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of a Docker daemon of our own: all it makes is in one folder, and it meddles with no other daemon. */
public final class DockerdCommand {
    // A socket's path has 107 bytes at most, and containerd's are 38 longer than the folder's.
    private static final int LONGEST_FOLDER = 69;
    private static final Path DOCKER0 = Path.of("/sys/class/net/docker0");

    private final Path folder;
    private final List<String> prefix;
    private final List<String> network;

    private DockerdCommand(Path folder, List<String> prefix, List<String> network) {
        this.folder = folder.toAbsolutePath().normalize();
        this.prefix = prefix;
        this.network = network;
    }

    /** One in this process's network namespace, that touches no packet filter and makes no bridge. */
    public static DockerdCommand here(Path folder) {
        // Without a bridge, dockerd removes a docker0 that it finds, even another daemon's: that one it has to share.
        String bridge = Files.exists(DOCKER0) ? "--bridge=docker0" : "--bridge=none";
        return new DockerdCommand(
                folder, List.of(), List.of(bridge, "--iptables=false", "--ip-forward=false", "--ip-masq=false"));
    }

    /**
     * One in a network namespace of its own, whose packet filter it manages as on any host.
     *
     * @param prefix the words that run a command there
     */
    public static DockerdCommand inNamespace(Path folder, List<String> prefix) {
        return new DockerdCommand(folder, List.copyOf(prefix), List.of("--bridge=none"));
    }

    /**
     * @return the words, starting a session of its own
     * @throws CommandFailure if no dockerd is installed, this user may not start one, or the folder's path is too long
     */
    public List<String> words() {
        requireShortFolder();
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(prefix);
        words.add(program().toString());
        // A containerd of the machine, if it runs, is shared with its own dockerd: not the names in it.
        String names = "warp-" + Integer.toHexString(folder.hashCode());
        words.addAll(List.of(
                "--host=unix://" + socket(),
                "--data-root=" + data(),
                "--exec-root=" + exec(),
                "--pidfile=" + pidFile(),
                "--containerd-namespace=" + names,
                "--containerd-plugins-namespace=" + names + "-plugins"));
        words.addAll(network);
        return words;
    }

    /**
     * Checks that one could be started here.
     *
     * @throws CommandFailure with the fix, if not
     */
    public static void requireMeans() {
        program();
    }

    /** Where it listens. */
    public Path socket() {
        return folder.resolve("docker.sock");
    }

    /** Where its output belongs. */
    public Path log() {
        return folder.resolve("dockerd.log");
    }

    Path pidFile() {
        return folder.resolve("docker.pid");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path exec() {
        return folder.resolve("exec");
    }

    private void requireShortFolder() {
        if (folder.toString().length() > LONGEST_FOLDER) {
            throw new CommandFailure("the path " + folder + " is too long for the sockets of a Docker daemon: "
                    + LONGEST_FOLDER + " characters at most; check the project out somewhere shorter");
        }
    }

    private static Path program() {
        Path program = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, "dockerd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CommandFailure("no Docker daemon runs and none is installed:"
                        + " install one (Debian, Ubuntu: apt-get install docker.io) and run this again"));
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new CommandFailure("no Docker daemon runs and only root may start one: run this again with sudo");
        }
        return program;
    }
}
