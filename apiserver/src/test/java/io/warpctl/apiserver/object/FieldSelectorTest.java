package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectorTest {
    private static final Set<String> PATHS = Set.of("metadata.name", "metadata.namespace", "spec.color", "type");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=a | {metadata: {name: a}} | {metadata: {name: b}}",
                "spec.color==red | {spec: {color: red}} | {spec: {}}",
                "spec.color!=red | {spec: {}} | {spec: {color: red}}",
                "spec.color= | {} | {spec: {color: red}}",
                "type=a\\,b\\=c\\\\ | {type: 'a,b=c\\'} | {type: a}",
                "type=x,spec.color=red | {type: x, spec: {color: red}} | {type: x}"
            })
    void holdsAndDoesNot(String selector, String matching, String other) {
        FieldSelector parsed = FieldSelector.parse(selector, PATHS);
        assertThat(parsed.matches(Json.object(matching))).isTrue();
        assertThat(parsed.matches(Json.object(other))).isFalse();
    }

    @Test
    void saysWhichNameAndNamespaceItDemands() {
        FieldSelector parsed = FieldSelector.parse("metadata.name=a,metadata.namespace=t", PATHS);
        assertThat(parsed.requiredName()).contains("a");
        assertThat(parsed.requiredNamespace()).contains("t");
        assertThat(FieldSelector.parse("metadata.name!=a", PATHS).requiredName())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.size=x | field label not supported: spec.size",
                "type | invalid selector: 'type'; can't understand 'type'",
                "type=a=b | invalid field selector: unescaped '=' in value: a=b",
                "type=\\x | invalid field selector: invalid escape sequence in type=\\x"
            })
    void whatCannotBeReadIsRefused(String selector, String message) {
        assertThatThrownBy(() -> FieldSelector.parse(selector, PATHS)).hasMessage(message);
    }
}
