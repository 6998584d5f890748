package io.warpctl.apiserver.watch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a client asked to watch.
 *
 * @param after events after this version; if empty, first the present state, then what follows
 * @param notBefore the present state must be at least this new
 * @param initial whether the present state is told, when {@code after} is empty
 * @param initialEnd whether a bookmark tells that the present state is complete
 * @param bookmarks whether bookmarks are wanted
 * @param timeout when the server ends it
 */
public record WatchRequest(
        Selection selection,
        OptionalLong after,
        boolean initial,
        boolean initialEnd,
        boolean bookmarks,
        Duration timeout) {}
