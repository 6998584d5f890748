package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final String ALPHABET = "azmAZ059--..__/ é";

    /** The pattern that the text of a fault shows. */
    private static Pattern shown(Function<String, java.util.List<String>> rule) {
        String fault = rule.apply("é").stream()
                .filter(text -> text.contains("validation is '"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile(fault.replaceFirst("(?s).*validation is '", "").replaceFirst("'\\)$", ""));
    }

    @Test
    void aNameIsRefusedExactlyWhenThePatternThatIsShownDoesNotMatch() {
        Map<String, Function<String, java.util.List<String>>> rules = Map.of(
                "subdomain", Names::subdomain,
                "label", Names::label,
                "label1035", Names::label1035,
                "value", Names::labelValue,
                "config key", Names::configKey);
        Random random = new Random(1);
        rules.forEach((name, rule) -> {
            Pattern pattern = shown(rule);
            int taken = 0;
            for (int i = 0; i < 20_000; i++) {
                String text = random(random);
                boolean matches = pattern.matches(text);
                taken += matches ? 1 : 0;
                boolean dots = name.equals("config key") && text.startsWith(".");
                if (!dots) {
                    assertThat(rule.apply(text).isEmpty())
                            .as(name + " '" + text + "'")
                            .isEqualTo(matches);
                }
            }
            assertThat(taken).as(name).isBetween(100, 19_900);
        });
    }

    private static String random(Random random) {
        StringBuilder out = new StringBuilder();
        for (int left = random.nextInt(7); left > 0; left--) {
            // Mostly what is allowed somewhere, so that every rule both takes and refuses many.
            int bound = random.nextInt(4) == 0 ? ALPHABET.length() : random.nextInt(2) == 0 ? 3 : 14;
            out.append(ALPHABET.charAt(random.nextInt(bound)));
        }
        return out.toString();
    }
}
