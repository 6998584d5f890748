package io.warpctl.core.sim;

import io.warpctl.core.converge.ProbeState;
import io.warpctl.core.converge.ProbeTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Probes containers as the node was told. A probe that would tell nothing new is left out: after three like answers nothing is
 * asked before something changes.
 */
final class Prober {
    private static final int STEADY = 3;
    private static final String DIRECT = "";

    private final World world;
    private final SimHost host;
    private final int life;
    private Map<String, ProbeTarget> targets = Map.of();
    private final Map<String, Map<String, ProbeState>> states = new TreeMap<>();
    private final Map<String, Integer> tickers = new HashMap<>();

    Prober(World world, SimHost host, int life) {
        this.world = world;
        this.host = host;
        this.life = life;
    }

    void probe(List<ProbeTarget> wanted) {
        Map<String, ProbeTarget> next = new TreeMap<>();
        wanted.forEach(target -> next.put(target.container(), target));
        targets = next;
        states.keySet().retainAll(next.keySet());
        next.values().forEach(target -> {
            Map<String, ProbeState> known = states.computeIfAbsent(target.container(), name -> new TreeMap<>());
            known.keySet()
                    .removeIf(path -> !path.equals(DIRECT) && !target.through().containsKey(path));
            begin(target, DIRECT, known);
            target.through().keySet().stream().sorted().forEach(path -> begin(target, path, known));
        });
    }

    /** Something changed that the container's next answers may tell of. */
    void again(String container) {
        ProbeTarget target = targets.get(container);
        if (target != null) {
            tick(container, DIRECT, interval(target, DIRECT));
            target.through().keySet().stream().sorted().forEach(path -> tick(container, path, interval(target, path)));
        }
    }

    void againAll() {
        targets.keySet().forEach(this::again);
    }

    Map<String, ProbeState> direct() {
        Map<String, ProbeState> direct = new HashMap<>();
        states.forEach((container, paths) -> {
            if (paths.containsKey(DIRECT)) {
                direct.put(container, paths.get(DIRECT));
            }
        });
        return direct;
    }

    Map<String, Map<String, ProbeState>> through() {
        Map<String, Map<String, ProbeState>> through = new HashMap<>();
        states.forEach((container, paths) -> {
            Map<String, ProbeState> own = new HashMap<>(paths);
            own.remove(DIRECT);
            through.put(container, own);
        });
        return through;
    }

    private void begin(ProbeTarget target, String path, Map<String, ProbeState> known) {
        if (!known.containsKey(path)) {
            known.put(path, ProbeState.NONE);
            tick(target.container(), path, interval(target, path));
        }
    }

    private static int interval(ProbeTarget target, String path) {
        return path.equals(DIRECT)
                ? target.health().intervalSeconds() * 1000
                : (int) target.throughInterval().toMillis();
    }

    /** One ticker per path: a later one replaces an earlier one. */
    private void tick(String container, String path, int within) {
        int ticker = tickers.merge(container + path, 1, Integer::sum);
        world.time.after(world.dice.between(1, within), () -> {
            if (host.node.lives(life)
                    && tickers.get(container + path) == ticker
                    && states.getOrDefault(container, Map.of()).containsKey(path)) {
                ask(container, path);
            }
        });
    }

    private void ask(String container, String path) {
        ProbeState before = states.get(container).get(path);
        SimContainer found = host.docker.containers.get(container);
        boolean reached = path.equals(DIRECT) || reached(path, container);
        boolean good = found != null && found.running() && found.healthy && reached;
        ProbeState after = good
                ? before.succeeded(host.clock(), Optional.of(answer(found)), "")
                : before.failed(host.clock(), "connection refused");
        states.get(container).put(path, after);
        if (good
                && !path.equals(DIRECT)
                && after.successes() >= STEADY
                && answer(found).equals(found.version)) {
            found.verified = true;
            found.everVerified = true;
        }
        if (Math.max(after.successes(), after.failures()) < STEADY) {
            tick(container, path, interval(targets.get(container), path));
        }
        int inARow = Math.max(after.successes(), after.failures());
        if (inARow == 1 || inARow == STEADY) {
            host.node.trigger();
        }
    }

    private boolean reached(String interfaceName, String container) {
        FakeBalancer balancer = host.balancers.get(interfaceName);
        return balancer.running && balancer.knows(container);
    }

    private String answer(SimContainer container) {
        boolean wrong = world.behaviours.get(container.version).kind() == Behaviour.Kind.WRONG_VERSION;
        return wrong ? "0.0.0" : container.version;
    }
}
