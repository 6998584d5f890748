package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.watch.WatchEvent;

/** The bytes of events, without a line's end. Used by one watch. */
interface EventEncoder {

    byte[] event(WatchEvent event);

    byte[] bookmark(long version, boolean initialEnd);

    byte[] error(ObjectNode status);
}
