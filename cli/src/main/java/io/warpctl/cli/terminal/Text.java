package io.warpctl.cli.terminal;

/** Text as it fills columns. */
final class Text {
    private Text() {}

    /** The line with at most {@code width} visible characters; colour codes do not count and stay whole. */
    static String cut(String line, int width) {
        StringBuilder cut = new StringBuilder();
        int visible = 0;
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == '\033') {
                int end = line.indexOf('m', at);
                if (end < 0) {
                    return cut.toString();
                }
                cut.append(line, at, end + 1);
                at = end + 1;
            } else {
                if (visible < width) {
                    cut.appendCodePoint(line.codePointAt(at));
                    visible++;
                }
                at += Character.charCount(line.codePointAt(at));
            }
        }
        return cut.toString();
    }
}
