package io.warpctl.apiserver.registry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' order of versions: v2, v1, v1beta2, v1beta1, v1alpha1, then everything else by name. */
final class VersionOrder {

    private static final Pattern FORM = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

    private record Parts(int stability, int major, int minor, String name) {
        static Parts of(String name) {
            Matcher match = FORM.matcher(name);
            if (!match.matches()) {
                return new Parts(0, 0, 0, name);
            }
            int major = Integer.parseInt(match.group(1));
            if (match.group(2) == null) {
                return new Parts(3, major, 0, name);
            }
            return new Parts(match.group(2).equals("beta") ? 2 : 1, major, Integer.parseInt(match.group(3)), name);
        }
    }

    static final Comparator<String> NEWEST_FIRST = Comparator.comparing(
            Parts::of,
            Comparator.comparingInt(Parts::stability)
                    .reversed()
                    .thenComparing(Comparator.comparingInt(Parts::major).reversed())
                    .thenComparing(Comparator.comparingInt(Parts::minor).reversed())
                    .thenComparing(Parts::name));

    private VersionOrder() {}
}
