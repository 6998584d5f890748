package io.warpctl.node.testing;

import io.warpctl.lb.BalancerMain;
import io.warpctl.lb.BalancerOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real balancer as the node starts it. */
public final class BalancerProgram {
    private BalancerProgram() {}

    /** The command that starts it with the class path of this process. */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                BalancerProgram.class.getName());
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        System.exit(BalancerMain.run(BalancerOptions.of(
                        options.get("--name"), Path.of(options.get("--socket")), Path.of(options.get("--state-dir")))
                .withEventLoops(2)));
    }
}
