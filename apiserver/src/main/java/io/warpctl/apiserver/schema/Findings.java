package io.warpctl.apiserver.schema;

import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;

/** What a value violates, and how many values were looked at: of several alternatives, the one that got furthest counts. */
final class Findings {
    private final List<Cause> causes = new ArrayList<>();
    private int visited;

    boolean isValid() {
        return causes.isEmpty();
    }

    List<Cause> causes() {
        return causes;
    }

    int visited() {
        return visited;
    }

    void visit() {
        visited++;
    }

    void add(Cause cause) {
        causes.add(cause);
    }

    /** A violation that Kubernetes reports without a path. */
    void addPathless(String message) {
        causes.add(Cause.invalidShown(Cause.NO_FIELD, "\"\"", message));
    }

    void addAll(Findings other) {
        causes.addAll(other.causes);
        visited += other.visited;
    }
}
