package io.warpctl.apiserver.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients did and saw, and whether one object after the other, changed by one client after the other, explains it. Times are
 * nanoseconds of one clock.
 */
final class History {

    /** Something a client did, from before it asked until after it was answered. */
    sealed interface Operation {
        long begun();

        long ended();
    }

    /** An acknowledged change of an object from one version to another; 0 stands for absent. */
    record Changed(long begun, long ended, String name, long from, long to) implements Operation {}

    /** A change that was refused because the object did not have the version it was meant for. */
    record Refused(long begun, long ended, String name, long expected) implements Operation {}

    /** An object as it was read; version 0 if it was not there. */
    record Read(long begun, long ended, String name, long version) implements Operation {}

    /** A change as a watcher was told of it; {@code to} is the version of the event, a deletion's, too. */
    record Told(String name, boolean deleted, long to) {}

    /** A change: the version it is told as, and the state it leaves; a deletion leaves 0. */
    private record Link(Changed change, long state) {}

    private final List<String> faults = new ArrayList<>();
    private final Map<String, TreeMap<Long, Link>> chains = new HashMap<>();

    private History() {}

    /** Everything wrong with a history; empty if it can be explained. @param deletions versions that were deletions */
    static List<String> check(List<Operation> operations, java.util.Set<Long> deletions, List<List<Told>> watchers) {
        History history = new History();
        history.link(operations, deletions);
        operations.forEach(operation -> {
            if (operation instanceof Read read) {
                history.read(read);
            } else if (operation instanceof Refused refused) {
                history.refused(refused);
            }
        });
        watchers.forEach(history::watched);
        return history.faults;
    }

    /** Every change begins where the one before it ended: no update is lost. */
    private void link(List<Operation> operations, java.util.Set<Long> deletions) {
        operations.stream()
                .filter(Changed.class::isInstance)
                .map(Changed.class::cast)
                .sorted(Comparator.comparingLong(Changed::to))
                .forEach(change -> {
                    TreeMap<Long, Link> chain = chains.computeIfAbsent(change.name, name -> new TreeMap<>());
                    long before = chain.isEmpty() ? 0 : chain.lastEntry().getValue().state;
                    if (before != change.from) {
                        faults.add("lost update: " + change + " follows state " + before);
                    }
                    Link link = new Link(change, deletions.contains(change.to) ? 0 : change.to);
                    if (chain.put(change.to, link) != null) {
                        faults.add("version given twice: " + change);
                    }
                });
        List<Changed> all = chains.values().stream()
                .flatMap(chain -> chain.values().stream())
                .map(Link::change)
                .sorted(Comparator.comparingLong(Changed::to))
                .toList();
        long latest = Long.MIN_VALUE;
        for (int i = all.size() - 1; i >= 0; i--) {
            // Whoever is later in versions may not have ended before an earlier one began.
            if (i < all.size() - 1 && latest < all.get(i).begun) {
                faults.add("out of order in time: " + all.get(i));
            }
            latest = i == all.size() - 1 ? all.get(i).ended : Math.min(latest, all.get(i).ended);
        }
    }

    /** What is read is no older than what was acknowledged before, and no newer than what had been begun. */
    private void read(Read read) {
        TreeMap<Long, Link> chain = chains.getOrDefault(read.name, new TreeMap<>());
        long oldest = 0;
        boolean found = read.version == 0;
        for (Link link : chain.values()) {
            if (link.change.ended < read.begun) {
                oldest = link.change.to;
            }
            found |= link.state == read.version && link.change.begun < read.ended;
        }
        if (!found) {
            faults.add("nobody wrote it: " + read);
        } else if (read.version != 0 && read.version < oldest) {
            faults.add("stale read: " + read + " after " + oldest);
        } else if (read.version == 0 && !absentSince(chain, oldest, read.ended)) {
            faults.add("stale read of nothing: " + read + " after " + oldest);
        }
    }

    /** Whether an object could be absent at some time after version {@code since} was acknowledged. */
    private static boolean absentSince(TreeMap<Long, Link> chain, long since, long until) {
        return since == 0
                || chain.tailMap(since, true).values().stream()
                        .anyMatch(link -> link.state == 0 && link.change.begun < until);
    }

    /** A refusal needs somebody who was faster. */
    private void refused(Refused refused) {
        TreeMap<Long, Link> chain = chains.getOrDefault(refused.name, new TreeMap<>());
        boolean justified = chain.values().stream()
                .anyMatch(link -> link.change.from == refused.expected
                        && link.change.to > refused.expected
                        && link.change.begun < refused.ended);
        if (!justified) {
            faults.add("refused without cause: " + refused);
        }
    }

    /** A watcher is told every change from its first on, once, in order. */
    private void watched(List<Told> events) {
        if (events.isEmpty()) {
            faults.add("a watcher was told nothing");
            return;
        }
        long first = events.get(0).to;
        List<Told> wanted = new ArrayList<>();
        chains.forEach((name, chain) -> chain.tailMap(first, true)
                .forEach((version, link) -> wanted.add(new Told(name, link.state == 0, version))));
        wanted.sort(Comparator.comparingLong(Told::to));
        if (!wanted.equals(events)) {
            int at = 0;
            while (at < wanted.size() && at < events.size() && wanted.get(at).equals(events.get(at))) {
                at++;
            }
            faults.add("a watcher differs from event " + at + " of " + wanted.size() + ": told "
                    + (at < events.size() ? events.get(at) : "nothing") + ", happened "
                    + (at < wanted.size() ? wanted.get(at) : "nothing"));
        }
    }
}
