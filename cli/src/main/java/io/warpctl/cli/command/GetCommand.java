package io.warpctl.cli.command;

import io.warpctl.cli.api.Api;
import io.warpctl.cli.terminal.Screen;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.cli.tree.ServiceTree;
import io.warpctl.cli.tree.TreeRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "get",
        description = "Show a service as a tree: releases, blocks, hosts, containers, and what each waits for.")
final class GetCommand implements Callable<Integer> {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions api;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "The service; without one, their names.")
    private String service;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again whenever it changes, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        try (Api server = api.connect()) {
            if (service == null) {
                server.serviceNames().forEach(spec.commandLine().getOut()::println);
                return 0;
            }
            Screen screen = Screen.of(spec.commandLine().getOut());
            if (!watch) {
                lines(server, screen).forEach(spec.commandLine().getOut()::println);
            }
            while (watch && !Thread.currentThread().isInterrupted()) {
                screen.replace(lines(server, screen));
                LockSupport.parkNanos(INTERVAL);
            }
        }
        return 0;
    }

    private List<String> lines(Api server, Screen screen) {
        ServiceObjects objects = server.objects(service);
        List<String> lines = new ArrayList<>(ServiceTree.header(objects));
        lines.add("");
        TreeRenderer renderer = screen.terminal() ? TreeRenderer.coloured() : TreeRenderer.plain();
        lines.addAll(renderer.render(ServiceTree.of(objects, Instant.now())));
        return lines;
    }
}
