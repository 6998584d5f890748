package io.warpctl.cli.demo;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.demo.step.Step;
import io.warpctl.cli.report.StoryReport;
import io.warpctl.cli.report.TextReport;
import io.warpctl.cli.terminal.Screen;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The demo from set-up to clean-up. */
public final class Demo {
    private final DemoOptions options;
    private final Screen screen;
    private final Instant start = Instant.now();
    private final Narrator narrator;
    private final Cleanup cleanup = new Cleanup();
    private volatile boolean told;
    private volatile boolean finished;

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        this.narrator = new Narrator(screen, start);
    }

    /**
     * Runs it.
     *
     * @return whether nothing failed and everything that should have been seen was seen
     * @throws CommandFailure if it could not be set up, or the story could not go on; everything is undone by then
     */
    public static boolean run(DemoOptions options, Screen screen) {
        Demo demo = new Demo(options, screen);
        Thread interrupted = new Thread(demo::interrupted, "demo-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return demo.run();
        } finally {
            demo.cleanUp();
            demo.finished = true;
        }
    }

    private boolean run() {
        narrator.phase("set-up", "Docker, images, API server, operator, node");
        SetUp setUp = new SetUp(options, narrator, cleanup);
        DemoWorld world = setUp.build(this::changed);
        StoryReport report;
        try (LiveDisplay display = LiveDisplay.start(screen, world, start)) {
            report = tell(world);
            told = true;
        }
        show(report);
        if (options.keep()) {
            cleanup.forget();
            setUp.describeKept().forEach(screen::line);
        }
        return report.good();
    }

    private StoryReport tell(DemoWorld world) {
        Optional<CommandFailure> failure = Optional.empty();
        for (Step step : Story.steps()) {
            narrator.phase(step.phase(), step.title());
            world.load().ifPresent(load -> load.phase(step.phase()));
            try {
                step.run(world);
            } catch (CommandFailure e) {
                failure = Optional.of(e);
                narrator.say("FAILED: " + e.getMessage());
                break;
            }
        }
        return report(world, failure);
    }

    private static StoryReport report(DemoWorld world, Optional<CommandFailure> failure) {
        List<String> problems = new ArrayList<>(world.problems());
        failure.ifPresent(e -> problems.add(e.getMessage()));
        Optional<LoadReport> load = world.load().map(LoadRun::stop);
        if (load.isEmpty()) {
            throw failure.orElseThrow();
        }
        List<Switch> switches = world.watcher().switches();
        problems.addAll(Expectations.missing(load.get().phases(), switches));
        problems.addAll(Expectations.late(load.get(), switches));
        return new StoryReport(
                load.get().phases().stream()
                        .filter(phase -> !phase.name().equals("start"))
                        .toList(),
                load.get().timeline(),
                switches.stream().map(Switch::lateMillis).toList(),
                world.applyToServing().stream().boxed().findFirst(),
                problems);
    }

    private void show(StoryReport report) {
        screen.line("");
        TextReport.render(report).forEach(screen::line);
        screen.line("");
        ReportFiles.write(report, options).forEach(file -> screen.line("report: " + file));
        screen.line(
                report.good() ? "The story was told, and no request failed." : "The story did not go as it should.");
    }

    private void changed(List<String> lines) {
        if (!screen.terminal() && !told) {
            lines.forEach(narrator::say);
        }
    }

    /** Runs while the story still goes on in its own thread, and after it: then there is nothing left to do. */
    private void interrupted() {
        if (!finished) {
            screen.endPart();
            screen.line("Interrupted: removing what the demo made");
        }
        cleanUp();
    }

    private void cleanUp() {
        cleanup.run().forEach(failure -> screen.line("could not clean up: " + failure));
    }
}
