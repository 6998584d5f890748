package io.warpctl.node.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Collects the last lines of a container's output, within bounds. */
final class LogTail extends ResultCallback.Adapter<Frame> {
    private static final int MAX_LINE = 400;
    private static final int MAX_BYTES = 256 * 1024;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Override
    public synchronized void onNext(Frame frame) {
        byte[] payload = frame.getPayload();
        output.write(payload, 0, Math.min(payload.length, MAX_BYTES - output.size()));
    }

    synchronized List<String> lines() {
        List<String> lines = output.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(LogTail::bounded)
                .toList();
        return lines.subList(Math.max(0, lines.size() - Docker.LOG_LINES), lines.size());
    }

    private static String bounded(String line) {
        String text = line.stripTrailing();
        return text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + "…" : text;
    }
}
