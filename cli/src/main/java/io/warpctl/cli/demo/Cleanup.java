package io.warpctl.cli.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What must be undone at the end, whatever the end is; undone once, the latest first. */
final class Cleanup {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private boolean done;

    /** Something to be undone. */
    interface Action {
        void run() throws Exception;
    }

    /** Registers what undoes what is about to be made: registered before, so that a half-made thing is undone as well. */
    synchronized void add(String what, Action action) {
        if (done) {
            throw new IllegalStateException("the demo is ending: " + what + " must not be made any more");
        }
        entries.push(new Entry(what, action));
    }

    /**
     * Undoes everything; a second call does nothing but wait for the first.
     *
     * @return what could not be undone, one sentence each
     */
    synchronized List<String> run() {
        done = true;
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            try {
                entry.action().run();
            } catch (Exception e) {
                failures.add(entry.what() + ": " + e.getMessage());
            }
        }
        return List.copyOf(failures);
    }

    /** Forgets everything: it is to stay. */
    synchronized void forget() {
        entries.clear();
    }

    private record Entry(String what, Action action) {}
}
