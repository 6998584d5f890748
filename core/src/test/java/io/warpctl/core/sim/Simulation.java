package io.warpctl.core.sim;

import io.warpctl.core.plan.ServiceRef;
import java.util.List;
import java.util.Optional;

/** One case: a history made from a seed, with all properties checked. */
final class Simulation {
    private static final int HISTORY_SHOWN = 150;
    private static final long[] CONVERGED_BY_MILLIS = {20_000, 70_000, 150_000, 300_000, 900_000, 8_000_000};

    private final World world;

    private Simulation(long seed, boolean tracing) {
        world = new World(seed, tracing);
    }

    /**
     * Runs the case of the given seed.
     *
     * @throws AssertionError with the property, the seed and the end of the history, when a property does not hold
     */
    static void run(long seed) {
        try {
            new Simulation(seed, false).run();
        } catch (RuntimeException | AssertionError first) {
            throw explain(seed);
        }
    }

    /** The same case once more, this time writing its history. */
    private static AssertionError explain(long seed) {
        Simulation again = new Simulation(seed, true);
        try {
            again.run();
        } catch (RuntimeException | AssertionError e) {
            List<String> history = again.world.history();
            List<String> tail = history.subList(Math.max(0, history.size() - shown()), history.size());
            return new AssertionError(
                    e.getMessage() + "\nrun it again with -Dwarp.seed=" + seed + "\nversions: " + again.world.behaviours
                            + "\n" + String.join("\n", tail),
                    e);
        }
        return new AssertionError("seed " + seed + " fails only sometimes: something in it is not determined");
    }

    private static int shown() {
        return Integer.getInteger("warp.history", HISTORY_SHOWN);
    }

    private void run() {
        Scenario scenario = new Scenario(world);
        List<ServiceRef> services = scenario.build();
        long until = world.dice.between(20_000, 80_000);
        Users users = new Users(world, scenario);
        services.forEach(ref -> users.plan(ref, until));
        Mishaps mishaps = new Mishaps(world);
        mishaps.plan(until);
        world.operator = new SimOperator(world, 1);
        world.hosts.values().forEach(host -> host.node.start());
        keepOperatorAlive();
        world.time.runUntil(until + 5000);
        mishaps.stop();
        long stopped = world.time.now();
        Final last = new Final(world);
        Optional<String> why = Optional.empty();
        for (long later : CONVERGED_BY_MILLIS) {
            world.time.runUntil(stopped + later);
            why = last.unconverged();
            if (why.isEmpty()) {
                last.check();
                return;
            }
        }
        throw new Violation("every history converges once faults stop", why.orElseThrow());
    }

    /** An operator whose process ended is started again, as another leader or the same. */
    private void keepOperatorAlive() {
        if (!world.operator.alive) {
            world.operator = new SimOperator(world, world.operator.epoch + world.dice.between(0, 1));
        }
        world.time.after(world.dice.between(500, 8000), this::keepOperatorAlive);
    }
}
