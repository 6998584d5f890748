package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanlinessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void showsEverythingThatWasLeftOrTaken() {
        try (var hosts = NamespacedHosts.start(Path.of("target", "clean"), 1);
                var engine = DockerEngine.at(hosts.host(0).docker())) {
            var host = hosts.host(0);
            host.namespace().run("ip", "rule", "add", "from", "192.0.2.99", "table", "299");
            var before = Cleanliness.of(host);
            assertThatCode(before::assertNothingChanged).doesNotThrowAnyException();

            var variants = List.of(Variant.ok("0.0.2-rig"));
            HelloImages.build(host.docker(), Path.of("target"), variants);
            HelloImages.build(host.docker(), Path.of("target"), variants);
            engine.client()
                    .createContainerCmd(variants.get(0).image())
                    .withName("left")
                    .exec();
            engine.client().createNetworkCmd().withName("services").exec();
            var inside = host.namespace();
            inside.run("ip", "link", "add", "left0", "type", "bridge");
            inside.run("ip", "rule", "del", "from", "192.0.2.99", "table", "299");
            inside.run("ip", "route", "add", "default", "via", "192.0.2.1", "table", "201");
            inside.run("nft", "add table inet warp; add chain inet warp input; add rule inet warp input accept");
            var process = WarpProcess.of("io.warpctl.examples.hello.Main")
                    .name("hello")
                    .environment("HELLO_PORT", "0")
                    .start();
            process.awaitLine("listens on port", PATIENCE);

            assertThat(before.differences())
                    .contains(
                            "+ link left0",
                            "- rule 32765: from 192.0.2.99 lookup 299",
                            "+ nft table inet warp / chain input / accept",
                            "+ network services",
                            "+ image warp.local/hello:0.0.2-rig")
                    .anyMatch(line -> line.startsWith("+ container /left "))
                    .anyMatch(line -> line.contains("default via 192.0.2.1 dev eth0 table 201"))
                    .anyMatch(line -> line.startsWith("+ process " + process.pid() + " "));
            assertThatThrownBy(() -> before.assertNothingChanged(Duration.ofMillis(300)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("+ network services");

            process.close();
            engine.removeContainers();
            HelloImages.remove(host.docker(), variants);
            engine.client().removeNetworkCmd("services").exec();
            inside.run("ip", "link", "delete", "left0");
            inside.run("ip", "rule", "add", "from", "192.0.2.99", "table", "299");
            inside.run("ip", "route", "delete", "default", "table", "201");
            inside.run("nft", "delete table inet warp");
            before.assertNothingChanged();
        }
    }
}
