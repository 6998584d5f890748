package io.warpctl.cli.tree;

import static io.warpctl.cli.testing.Services.block;
import static io.warpctl.cli.testing.Services.condition;
import static io.warpctl.cli.testing.Services.objects;
import static io.warpctl.cli.testing.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTreeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:05:12Z");

    private final ServiceObjects rolling = objects(
            service(
                    1,
                    """
                    observedGeneration: 1
                    stableRelease: {releaseHash: hash1, revision: 1, version: 1.0.0}
                    targetRelease: {releaseHash: hash2, revision: 2, version: 1.1.0}
                    blocks: 1/2
                    step: Progressing 1/2
                    trafficSummary: 1.0.0 70%, 1.1.0 30%
                    conditions:
                    """
                            + condition("Ready", "False", "Progressing", "block g2 waits")
                            + condition("Progressing", "True", "Progressing", "block g2 waits")),
            List.of(
                    block("g1", 0, "c1-new 1.1.0 hash2 Serving", "c1-old 1.0.0 hash1 Warm"),
                    block("g2", 1, "c2-old 1.0.0 hash1 Serving", "c2-new 1.1.0 hash2 Starting")));

    @Test
    void containersHangUnderHostBlockAndRelease() {
        List<String> lines = TreeRenderer.plain().render(ServiceTree.of(rolling, NOW));

        assertThat(lines.stream().map(line -> line.split("  ")[0]))
                .containsExactly(
                        "NAME",
                        "⟳ web",
                        "├──# web-2",
                        "│",
                        "│",
                        "│",
                        "│",
                        "│",
                        "│",
                        "└──# web-1",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "");
        assertThat(lines.get(3)).startsWith("│  ├──▣ g1").contains("WarpBlock").contains("w:50");
        assertThat(lines.get(5))
                .startsWith("│  │     └──□ c1-new")
                .contains("✔ Serving")
                .contains("5m12s");
        assertThat(lines.get(8))
                .startsWith("│        └──□ c2-new")
                .contains("◌ Starting")
                .contains("1.1.0");
        assertThat(lines.get(12)).startsWith("   │     └──□ c1-old").contains("• Warm");
    }

    @Test
    void theShortTreeHasBlocksAndContainersOnly() {
        List<String> lines = TreeRenderer.plain().render(ServiceTree.blocks(rolling, NOW));

        assertThat(lines).hasSize(8);
        assertThat(lines.get(2)).startsWith("├──▣ g1");
        assertThat(lines.get(3)).startsWith("│  ├──□ c1-new");
        assertThat(lines.get(7)).startsWith("   └──□ c2-new");
    }

    @Test
    void columnsAreAligned() {
        List<String> lines = TreeRenderer.plain().render(ServiceTree.of(rolling, NOW));
        int kind = lines.get(0).indexOf("KIND");

        assertThat(lines.stream().skip(1).map(line -> line.substring(kind).split(" ")[0]))
                .containsOnly("WarpService", "WarpRelease", "WarpBlock", "WarpHost", "Container");
    }

    @Test
    void coloursPaintTheStatusOnly() {
        List<String> coloured = TreeRenderer.coloured().render(ServiceTree.of(rolling, NOW));
        List<String> plain = TreeRenderer.plain().render(ServiceTree.of(rolling, NOW));

        assertThat(coloured.get(5)).contains("\033[32m✔ Serving\033[0m");
        assertThat(coloured.stream().map(line -> line.replaceAll("\033\\[\\d+m", "")))
                .isEqualTo(plain);
    }

    @Test
    void theHeaderSaysWhatIsAwaited() {
        assertThat(ServiceTree.header(rolling))
                .contains(
                        "Namespace:    shop",
                        "Status:       ◌ Progressing",
                        "Message:      block g2 waits",
                        "Stable:       1.0.0 (revision 1)",
                        "Target:       1.1.0 (revision 2)",
                        "Blocks:       1/2");
    }

    @Test
    void aServiceNobodyLookedAtYetIsUnknown() {
        var fresh = objects(service(1, ""), List.of());

        assertThat(ServiceTree.header(fresh)).contains("Status:       ? Unknown", "Target:       none");
        assertThat(TreeRenderer.plain().render(ServiceTree.of(fresh, NOW))).hasSize(2);
    }

    @Test
    void historyNamesWhatRunsAndWhatIsStable() {
        assertThat(History.render(rolling, NOW))
                .hasSize(3)
                .anyMatch(line -> line.matches("1 +1\\.0\\.0 +Stable +5m12s +web-1"))
                .anyMatch(line -> line.matches("2 +1\\.1\\.0 +RollingOut +5m12s +web-2"));
    }

    @Test
    void agesAreShort() {
        assertThat(Ages.text(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Ages.text(Duration.ofSeconds(312))).isEqualTo("5m12s");
        assertThat(Ages.text(Duration.ofMinutes(59))).isEqualTo("59m");
        assertThat(Ages.text(Duration.ofHours(30))).isEqualTo("30h");
        assertThat(Ages.text(Duration.ofDays(4))).isEqualTo("4d");
        assertThat(Ages.since("no time", NOW)).isEmpty();
    }
}
