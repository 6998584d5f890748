package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n=a | {n: a} | {n: b}",
                "n==a | {n: a} | {}",
                "n!=a | {n: b} | {n: a}",
                "n!=a | {} | {n: a}",
                "n in (a,b) | {n: b} | {n: c}",
                "n in ( a , b ) | {n: a} | {}",
                "n notin (a) | {m: a} | {n: a}",
                "n | {n: ''} | {}",
                "!n | {} | {n: a}",
                "n= | {n: ''} | {n: a}",
                "n in () | {n: ''} | {n: a}",
                "n in (,a) | {n: ''} | {n: b}",
                "n>1 | {n: '2'} | {n: '1'}",
                "n<1 | {n: '-2'} | {n: x}",
                "a=1,b=2 | {a: '1', b: '2'} | {a: '1'}",
                "example.com/x=1 | {example.com/x: '1'} | {x: '1'}",
                "in in (in) | {in: in} | {in: notin}"
            })
    void holdsAndDoesNot(String selector, String matching, String other) {
        LabelSelector parsed = LabelSelector.parse(selector);
        assertThat(parsed.matchesLabels(Json.of(matching))).isTrue();
        assertThat(parsed.matchesLabels(Json.of(other))).isFalse();
        assertThat(parsed.matches(Json.object("{metadata: {labels: " + matching + "}}")))
                .isTrue();
    }

    @Test
    void theEmptySelectorMatchesEverything() {
        assertThat(LabelSelector.parse("").isEmpty()).isTrue();
        assertThat(LabelSelector.parse("").matches(Json.object("{}"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=a | found '=', expected: !, identifier, or 'end of string'",
                "n=a b | found 'b', expected: ',' or 'end of string'",
                "n=a, | found '', expected: identifier after ','",
                "bad key!=1 | unable to parse requirement: found 'key', expected: in, notin, =, ==, !=, gt, lt",
                "n in (a | unable to parse requirement: found '', expected: ',' or ')'",
                "n in a | unable to parse requirement: found 'a' expected: '('",
                "! | unable to parse requirement: found '', expected: identifier",
                "n>x | unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value"
                        + " must be an integer"
            })
    void whatCannotBeReadIsRefusedInKubernetesWords(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c=1", "-x=1", "n=.x", "n in (a,-b)"})
    void keysAndValuesObeyTheRulesOfLabels(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.code()).isEqualTo(400))
                .hasMessageContaining("Invalid value");
    }
}
