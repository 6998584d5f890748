package io.warpctl.lb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a request's path means to an application, however it is spelled. */
final class Paths {
    private Paths() {}

    /** Whether the path is {@code /status}: also when percent-encoded, with double slashes, dot segments or path parameters. */
    static boolean isStatus(String uri) {
        // The common case costs one search: any spelling holds an 's' of status or a percent sign close to the start.
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.indexOf("tatus") < 0 && path.indexOf('%') < 0) {
            return false;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String raw : decode(path).split("/")) {
            String segment = raw.indexOf(';') < 0 ? raw : raw.substring(0, raw.indexOf(';'));
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments.size() == 1 && segments.peek().equals("status");
    }

    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }
}
