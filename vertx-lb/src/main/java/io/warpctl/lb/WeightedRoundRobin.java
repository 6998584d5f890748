package io.warpctl.lb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Smooth weighted round robin: every endpoint gets its share in any window of requests, not in bursts. Endpoints that are ejected are left
 * out, which gives their share to the others in proportion; when all are, none is.
 */
final class WeightedRoundRobin {
    private final List<Backend> weighted;
    private final long[] credit;

    WeightedRoundRobin(List<Backend> backends) {
        this.weighted =
                backends.stream().filter(backend -> backend.weight() > 0).toList();
        this.credit = new long[weighted.size()];
    }

    /** The next endpoint, preferably one not tried yet; empty when none has weight. */
    Optional<Backend> next(Set<Backend> tried, long nowMillis) {
        Predicate<Backend> working = backend -> !backend.ejection().isEjected(nowMillis);
        if (tried.isEmpty()) {
            return pick(working).or(() -> pick(any -> true));
        }
        Predicate<Backend> fresh = backend -> !tried.contains(backend);
        return pick(working.and(fresh))
                .or(() -> pick(fresh))
                .or(() -> pick(working))
                .or(() -> pick(any -> true));
    }

    boolean hasUntried(Set<Backend> tried) {
        return !tried.containsAll(weighted);
    }

    private Optional<Backend> pick(Predicate<Backend> eligible) {
        int best = -1;
        long total = 0;
        for (int i = 0; i < credit.length; i++) {
            Backend backend = weighted.get(i);
            if (eligible.test(backend)) {
                credit[i] += backend.weight();
                total += backend.weight();
                if (best < 0 || credit[i] > credit[best]) {
                    best = i;
                }
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        credit[best] -= total;
        return Optional.of(weighted.get(best));
    }
}
