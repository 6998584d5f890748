package io.warpctl.e2e.rig;

import java.util.List;
import java.util.regex.Pattern;

/** The words of a command line. */
final class Words {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'])+");

    private Words() {}

    /** Split at spaces, but not inside single quotes, which fall away. */
    static List<String> of(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toList();
    }
}
