package io.warpctl.core.sim;

/**
 * How the containers of a version behave.
 *
 * @param kind what is wrong with it, if anything
 * @param startMillis from start to healthy, or to the exit
 */
record Behaviour(Kind kind, int startMillis) {
    enum Kind {
        GOOD,
        NEVER_HEALTHY,
        EXITS,
        WRONG_VERSION,
        /** Healthy at first, ends by itself later. */
        CRASHES_LATER
    }

    boolean good() {
        return kind == Kind.GOOD;
    }

    boolean becomesHealthy() {
        return kind != Kind.NEVER_HEALTHY && kind != Kind.EXITS;
    }

    static Behaviour random(Dice dice, double bad) {
        if (!dice.chance(bad)) {
            return new Behaviour(Kind.GOOD, dice.chance(0.1) ? dice.between(5000, 10000) : dice.between(100, 1500));
        }
        return switch (dice.between(0, 3)) {
            case 0 -> new Behaviour(Kind.NEVER_HEALTHY, 0);
            case 1 -> new Behaviour(Kind.EXITS, dice.between(10, 8000));
            case 2 -> new Behaviour(Kind.WRONG_VERSION, dice.between(100, 1500));
            default -> new Behaviour(Kind.CRASHES_LATER, dice.between(100, 1500));
        };
    }
}
