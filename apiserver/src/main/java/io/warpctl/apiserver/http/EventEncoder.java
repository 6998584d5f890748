package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.watch.WatchEvent;

/** The bytes of events, without what sets them apart in a stream. Used by one watch. */
interface EventEncoder {

    /** Whether events are protobuf, not text. */
    boolean binary();

    byte[] event(WatchEvent event);

    byte[] bookmark(long version, boolean initialEnd);

    byte[] error(ObjectNode status);
}
