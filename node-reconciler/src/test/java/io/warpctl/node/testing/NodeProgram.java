package io.warpctl.node.testing;

import io.warpctl.node.Node;
import io.warpctl.node.NodeOptions;
import io.warpctl.node.plan.PlanFile;
import io.warpctl.node.report.StatusFile;
import java.nio.file.Path;
import java.util.List;

/** A node in a process of its own, so that tests can kill it: host name, state directory, plan file. */
public final class NodeProgram {
    private NodeProgram() {}

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[1]);
        NodeOptions options = new NodeOptions(
                args[0],
                state,
                new PlanFile(Path.of(args[2])),
                new StatusFile(state.resolve("status.json")),
                balancerCommand(),
                NodeOptions.DEFAULT_DOCKER_HOST,
                false);
        try (Node node = Node.start(options)) {
            node.await();
        }
    }

    /** Starts {@link BalancerProgram} with the class path of this process. */
    public static List<String> balancerCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                BalancerProgram.class.getName());
    }
}
