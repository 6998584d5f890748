package io.warpctl.apiserver.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a watch's events go. Called by one thread at a time; encoding is its business. */
public interface WatchSink {

    /** An event about an object. */
    void event(WatchEvent event);

    /** A bookmark. @param initialEnd whether it ends the present state */
    void bookmark(long version, boolean initialEnd);

    /** A Status; the watch ends after it. */
    void error(ObjectNode status);

    /** Waits while more is under way than should be; called without any lock, only while the past or present is told. */
    void awaitRoom();

    /** The end. */
    void end();
}
