package io.warpctl.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Everything there is in one case. */
final class World {
    final long seed;
    final Timeline time = new Timeline();
    final Dice dice;
    final FakeApi api;
    final Map<String, SimHost> hosts = new TreeMap<>();
    final Map<String, Behaviour> behaviours = new TreeMap<>();
    /** Good versions of which something from outside made a candidate fail, so that they may be taken back. */
    final TreeSet<String> tampered = new TreeSet<>();

    final Checks checks = new Checks(this);
    SimOperator operator;
    /** Whether things go wrong by themselves. */
    boolean faulty = true;

    boolean clockJumped;
    private final boolean tracing;
    private final List<String> history = new ArrayList<>();

    World(long seed, boolean tracing) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.tracing = tracing;
        this.api = new FakeApi(this);
    }

    /** Whether something with the given probability goes wrong now. */
    boolean mishap(double probability) {
        return faulty && dice.chance(probability);
    }

    void trace(Supplier<String> what) {
        if (tracing) {
            history.add(String.format("%9.3f %s", time.now() / 1000.0, what.get()));
        }
    }

    List<String> history() {
        return history;
    }
}
