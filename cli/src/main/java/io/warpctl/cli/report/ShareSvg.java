package io.warpctl.cli.report;

import io.warpctl.load.PhaseReport;
import io.warpctl.load.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The share of each version over time, as an SVG picture that needs nothing else. */
public final class ShareSvg {
    private static final int LEFT = 46;
    private static final int TOP = 54;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 240;
    private static final List<String> COLOURS = List.of("#9db8d9", "#2f6db5", "#d98f3d", "#6aa56a", "#a06ab4");

    private ShareSvg() {}

    /** The picture of a run. */
    public static String render(List<TimelineEntry> timeline, List<PhaseReport> phases) {
        Shares shares = Shares.of(timeline, WIDTH);
        StringBuilder svg = new StringBuilder();
        svg.append(line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                LEFT + WIDTH + 20, TOP + HEIGHT + 50));
        svg.append(line("<title>Share of each version over time</title>"));
        svg.append(line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>"));
        for (int version = shares.versions().size() - 1; version >= 0; version--) {
            svg.append(line("<polygon fill=\"%s\" points=\"%s\"/>", colour(version), area(shares, version)));
        }
        failures(svg, shares);
        axes(svg, shares);
        phaseMarks(svg, shares, phases);
        legend(svg, shares);
        return svg.append("</svg>\n").toString();
    }

    /** From the base line up to the version's upper edge: lower versions are painted over it. */
    private static String area(Shares shares, int version) {
        StringBuilder points = new StringBuilder();
        int slices = shares.columns().size();
        points.append(point(0, 0));
        for (int slice = 0; slice < slices; slice++) {
            double[] edges = shares.edges(slice);
            double height = edges.length == 0 ? 0 : edges[version];
            points.append(point(slice / (double) slices, height));
            points.append(point((slice + 1) / (double) slices, height));
        }
        return points.append(point(1, 0)).toString().strip();
    }

    private static void failures(StringBuilder svg, Shares shares) {
        int slices = shares.columns().size();
        for (int slice = 0; slice < slices; slice++) {
            if (shares.failed().get(slice) > 0) {
                svg.append(line(
                        "<rect x=\"%.1f\" y=\"%d\" width=\"2\" height=\"%d\" fill=\"#c22\"><title>%d failed</title></rect>",
                        x(slice / (double) slices), TOP, HEIGHT, shares.failed().get(slice)));
            }
        }
    }

    private static void axes(StringBuilder svg, Shares shares) {
        for (int percent = 0; percent <= 100; percent += 25) {
            svg.append(line(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>",
                    LEFT - 6, y(percent / 100.0) + 4, percent));
        }
        long seconds = shares.millis() / 1000;
        for (long second = 0; second <= seconds; second += 20) {
            double at = seconds == 0 ? 0 : second / (double) seconds;
            svg.append(line(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>", x(at), TOP + HEIGHT + 18, second));
        }
    }

    private static void phaseMarks(StringBuilder svg, Shares shares, List<PhaseReport> phases) {
        if (phases.isEmpty()) {
            return;
        }
        Instant start = phases.get(0).from();
        for (int i = 0; i < phases.size(); i++) {
            double offset = Duration.between(start, phases.get(i).from()).toMillis();
            double at = x(Math.min(1, offset / Math.max(1, shares.millis())));
            svg.append(line(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#333\" stroke-dasharray=\"3 3\"/>",
                    at, at, TOP - 6, TOP + HEIGHT));
            // Two rows, so that the names of short phases do not overlap.
            svg.append(line(
                    "<text x=\"%.1f\" y=\"%d\">%s</text>",
                    at + 3, TOP - (i % 2 == 0 ? 10 : 24), escape(phases.get(i).name())));
        }
    }

    private static void legend(StringBuilder svg, Shares shares) {
        int x = LEFT;
        for (int version = 0; version < shares.versions().size(); version++) {
            svg.append(line(
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                    x, TOP + HEIGHT + 28, colour(version)));
            svg.append(line(
                    "<text x=\"%d\" y=\"%d\">%s</text>",
                    x + 17, TOP + HEIGHT + 38, escape(shares.versions().get(version))));
            x += 110;
        }
    }

    private static String point(double x, double share) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x(x), y(share));
    }

    private static double x(double fraction) {
        return LEFT + fraction * WIDTH;
    }

    private static double y(double share) {
        return TOP + HEIGHT - share * HEIGHT;
    }

    private static String colour(int version) {
        return COLOURS.get(version % COLOURS.size());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
