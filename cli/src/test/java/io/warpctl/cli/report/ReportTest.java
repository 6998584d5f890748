package io.warpctl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.load.TimelineEntry;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    @Test
    void theJsonHasTheDocumentedFieldsAndNoOthers() throws Exception {
        JsonNode json = new ObjectMapper().readTree(JsonReport.render(StoryReports.twoVersions()));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("requests", "failed", "phases", "switchMillis", "applyToServingMillis");
        assertThat(json.at("/phases/0").fieldNames())
                .toIterable()
                .containsExactly("name", "seconds", "requests", "failed", "p50Millis", "p99Millis", "versions");
        assertThat(json.at("/requests").asLong()).isEqualTo(10_000);
        assertThat(json.at("/phases/1/versions/1.1.0").asLong()).isEqualTo(5000);
        assertThat(json.at("/phases/0/p50Millis").asDouble()).isEqualTo(1.3);
        assertThat(json.at("/switchMillis/p50").asLong()).isZero();
        assertThat(json.at("/switchMillis/max").asLong()).isEqualTo(3);
        assertThat(json.at("/applyToServingMillis").asLong()).isEqualTo(4200);
    }

    @Test
    void theChartShowsWhichVersionAnsweredWhen() {
        var report = StoryReports.twoVersions();

        List<String> lines = ShareChart.render(report.timeline(), report.phases(), 46);

        assertThat(lines.get(0)).isEqualTo("100% │" + "░".repeat(20) + "█".repeat(20));
        assertThat(lines.get(7)).isEqualTo("  0% │" + "░".repeat(20) + "█".repeat(20));
        assertThat(lines.get(8)).isEqualTo("     └a" + "─".repeat(19) + "b" + "─".repeat(19) + "  20 s");
        assertThat(lines.get(9)).isEqualTo("      ░ 1.0.0   █ 1.1.0");
        assertThat(lines.get(10)).isEqualTo("      a deploy-1.0.0  b rollout-1.1.0");
    }

    @Test
    void theChartMarksFailures() {
        var timeline = List.of(
                new TimelineEntry(0, Map.of("1.0.0", 1), 0),
                new TimelineEntry(250, Map.of("1.0.0", 1), 2),
                new TimelineEntry(500, Map.of(), 1));

        List<String> lines = ShareChart.render(timeline, List.of(), 80);

        assertThat(lines.get(0)).isEqualTo("100% │░░ ");
        assertThat(lines).contains("fail   xx");
    }

    @Test
    void sharesStandOnEachOther() {
        var shares = Shares.of(List.of(new TimelineEntry(0, Map.of("1.0.0", 75, "1.1.0", 25), 0)), 10);

        assertThat(shares.edges(0)).containsExactly(0.75, 1.0);
        assertThat(shares.versionAt(0, 0.7)).isZero();
        assertThat(shares.versionAt(0, 0.8)).isEqualTo(1);
    }

    @Test
    void versionsAreOrderedByTheirNumbers() {
        assertThat(List.of("1.10.0", "1.9.0", "1.9.0-rc1").stream().sorted(Shares.byNumbers()))
                .containsExactly("1.9.0", "1.9.0-rc1", "1.10.0");
    }

    @Test
    void theSvgIsWellFormedAndNamesWhatItShows() throws Exception {
        var report = StoryReports.twoVersions();

        String svg = ShareSvg.render(report.timeline(), report.phases());

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("polygon").getLength()).isEqualTo(2);
        assertThat(svg).contains("rollout-1.1.0").contains("1.0.0</text>");
    }

    @Test
    void theTextSaysWhatWasNotObserved() {
        var good = StoryReports.twoVersions();
        var bad = new StoryReport(
                good.phases(), good.timeline(), List.of(0L), Optional.empty(), List.of("the node came back"));

        assertThat(bad.good()).isFalse();
        assertThat(TextReport.render(bad)).contains("NOT OBSERVED: the node came back");
        assertThat(good.good()).isTrue();
        assertThat(TextReport.render(good))
                .contains("10000 requests, 0 failed.")
                .anyMatch(line -> line.startsWith("rollout-1.1.0") && line.endsWith("1.1.0 100.0%"));
    }

    @Test
    void oneFailedRequestIsNotGood() {
        var good = StoryReports.twoVersions();
        var failed = new StoryReport(
                List.of(StoryReports.phase("repair", 0, 10, 1, Map.of("1.0.0", 9L))),
                good.timeline(),
                List.of(),
                Optional.empty(),
                List.of());

        assertThat(failed.good()).isFalse();
        assertThat(new StoryReport(List.of(), List.of(), List.of(), Optional.empty(), List.of()).good())
                .isFalse();
    }
}
