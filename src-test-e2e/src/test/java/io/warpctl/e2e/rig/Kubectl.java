package io.warpctl.e2e.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kubectl of this machine, pointed at one API server, with a discovery cache of its own. */
public final class Kubectl {
    static final int OLDEST_MINOR = 27;

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\..*");
    private static final String NEWER =
            ": install a newer one as https://kubernetes.io/docs/tasks/tools/ says," + " and put it first on the PATH";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;
    private final Path kubeconfig;
    private final Path cache;
    private final Map<String, String> environment = new HashMap<>();

    private Kubectl(Path program, Path kubeconfig, Path cache) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.cache = cache;
    }

    /**
     * The kubectl on the PATH.
     *
     * @param cache folder for what it learns of the API
     * @throws AssertionError with the fix, if there is none or it is older than 1.27
     */
    static Kubectl of(Path kubeconfig, Path cache) {
        Optional<Path> program = Commands.find("kubectl");
        program.map(Kubectl::version)
                .map(Kubectl::complaint)
                .orElseGet(() -> complaint(""))
                .ifPresent(complaint -> {
                    throw new AssertionError(complaint);
                });
        return new Kubectl(program.orElseThrow(), kubeconfig, cache);
    }

    /** What is wrong with a version such as {@code v1.32.4}; with an empty one, that there is no kubectl. */
    static Optional<String> complaint(String version) {
        if (version.isEmpty()) {
            return Optional.of(
                    "the end-to-end tests need kubectl 1." + OLDEST_MINOR + " or newer and found none" + NEWER);
        }
        var matcher = VERSION.matcher(version);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST_MINOR
                ? Optional.empty()
                : Optional.of("the end-to-end tests need kubectl 1." + OLDEST_MINOR + " or newer and found " + version
                        + NEWER);
    }

    private static String version(Path program) {
        String answer = Commands.run(program.toString(), "version", "--client", "-o", "json");
        return read(answer).at("/clientVersion/gitVersion").asText();
    }

    /** The same with one more environment variable. */
    public Kubectl with(String variable, String value) {
        Kubectl other = new Kubectl(program, kubeconfig, cache);
        other.environment.putAll(environment);
        other.environment.put(variable, value);
        return other;
    }

    /** Runs a command, given as a person types it; words in single quotes stay together. */
    public Outcome type(String command) {
        return run(Words.of(command));
    }

    /** Runs a command. */
    public Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs a command. */
    public Outcome run(List<String> arguments) {
        return Outcome.of(line(arguments), environment, LIMIT);
    }

    /** Starts a command that does not end by itself. */
    public RunningKubectl start(String... arguments) {
        return RunningKubectl.start(line(List.of(arguments)));
    }

    private List<String> line(List<String> arguments) {
        List<String> line =
                new ArrayList<>(List.of(program.toString(), "--kubeconfig=" + kubeconfig, "--cache-dir=" + cache));
        line.addAll(arguments);
        return line;
    }

    /** An object or a list of objects, as {@code kubectl get … -o json} shows it; all managedFields are in it. */
    public JsonNode json(String... what) {
        List<String> arguments = new ArrayList<>(List.of("get", "-o", "json", "--show-managed-fields"));
        arguments.addAll(List.of(what));
        return read(run(arguments).good());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kubectl wrote no JSON: " + text, e);
        }
    }
}
