package io.warpctl.node.plan;

import io.warpctl.core.report.HostCondition;
import io.warpctl.node.common.Threads;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plan in a file, YAML or JSON, followed as it changes; {@link PlanFileParser} defines its form. A file that is missing or
 * wrong leaves the last good plan in force and is reported as condition {@code PlanFile}.
 */
public final class PlanFile implements PlanSource {
    private static final Logger LOG = LoggerFactory.getLogger(PlanFile.class);
    private static final long POLL_MILLIS = 1000;

    private final Path file;
    private volatile PlanReading latest = PlanReading.NOTHING;
    private volatile Thread watcher;
    private byte[] content;
    private String problem = "";

    /** A source that reads {@code file}, which need not exist yet. */
    public PlanFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void start(Runnable changed) {
        look(changed);
        watcher = Threads.start("warp-plan-file", () -> watch(changed));
    }

    @Override
    public PlanReading latest() {
        return latest;
    }

    @Override
    public void close() {
        Thread running = watcher;
        if (running != null) {
            running.interrupt();
        }
    }

    /** The kernel's notice makes it quick; looking once a second makes it certain, also on file systems that give none. */
    private void watch(Runnable changed) {
        try (WatchService notices = FileSystems.getDefault().newWatchService()) {
            if (Files.isDirectory(file.getParent())) {
                file.getParent()
                        .register(
                                notices,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE);
            }
            while (!Thread.currentThread().isInterrupted()) {
                var notice = notices.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (notice != null) {
                    notice.pollEvents();
                    notice.reset();
                }
                look(changed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            wrong("cannot watch " + file + ": " + e.getMessage(), changed);
        }
    }

    private void look(Runnable changed) {
        try {
            byte[] now = Files.readAllBytes(file);
            if (Arrays.equals(now, content)) {
                return;
            }
            content = now;
            PlanOffer offer = PlanFileParser.parse(file.getFileName().toString(), now);
            problem = "";
            latest = new PlanReading(Optional.of(offer), List.of());
            changed.run();
        } catch (PlanFileException e) {
            wrong(e.getMessage(), changed);
        } catch (NoSuchFileException e) {
            content = null;
            wrong(file + " does not exist: write it, or name another with --plan", changed);
        } catch (IOException e) {
            content = null;
            wrong("cannot read " + file + ": " + e.getMessage(), changed);
        }
    }

    private void wrong(String message, Runnable changed) {
        if (!message.equals(problem)) {
            problem = message;
            LOG.warn("{}", message);
            HostCondition condition = new HostCondition("PlanFile", false, "Invalid", message);
            latest = new PlanReading(latest.offer(), List.of(condition));
            changed.run();
        }
    }
}
