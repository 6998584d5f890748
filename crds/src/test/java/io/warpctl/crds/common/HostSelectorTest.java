package io.warpctl.crds.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.crds.common.MatchExpression.Operator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostSelectorTest {
    private static final Map<String, String> LABELS = Map.of("zone", "a", "disk", "ssd");

    @Test
    void anEmptySelectorChoosesEveryHost() {
        assertThat(HostSelector.ALL.matches(Map.of())).isTrue();
    }

    @Test
    void allLabelsMustBeThere() {
        assertThat(new HostSelector(Map.of("zone", "a"), null).matches(LABELS)).isTrue();
        assertThat(new HostSelector(Map.of("zone", "a", "disk", "hdd"), null).matches(LABELS))
                .isFalse();
    }

    @Test
    void expressionsFollowKubernetes() {
        assertThat(matches("zone", Operator.In, "a", "b")).isTrue();
        assertThat(matches("rack", Operator.In, "1")).isFalse();
        assertThat(matches("zone", Operator.NotIn, "a")).isFalse();
        assertThat(matches("rack", Operator.NotIn, "1")).isTrue();
        assertThat(matches("zone", Operator.Exists)).isTrue();
        assertThat(matches("rack", Operator.Exists)).isFalse();
        assertThat(matches("zone", Operator.DoesNotExist)).isFalse();
        assertThat(matches("rack", Operator.DoesNotExist)).isTrue();
    }

    private static boolean matches(String key, Operator operator, String... values) {
        return new HostSelector(null, List.of(new MatchExpression(key, operator, List.of(values)))).matches(LABELS);
    }
}
