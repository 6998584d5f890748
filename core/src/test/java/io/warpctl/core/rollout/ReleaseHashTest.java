package io.warpctl.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.ReleaseTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseHashTest {
    private final ServiceSpec spec = Story.spec("1.0.0", List.of());

    @Test
    void isTheSameInEveryVersionOfTheProgram() {
        ReleaseTemplate template = spec.templateFor("1.0.0").withImageId("sha256:abc");
        assertThat(ReleaseHash.of(template))
                .isEqualTo("8f651d34de151c7a113f3e0c5e551c4065e67b914d5d639829eab365472be0a2");
    }

    @Test
    void doesNotDependOnTheOrderOfTheEnvironment() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("A", "1");
        one.put("B", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("B", "2");
        other.put("A", "1");
        assertThat(hash(Specs.env(spec, one))).isEqualTo(hash(Specs.env(spec, other)));
    }

    @Test
    void differsWithEveryPart() {
        assertThat(List.of(
                        hash(spec),
                        hash(Specs.env(spec, Map.of("COLOR", "red"))),
                        hash(Specs.env(spec, Map.of("COLOR", "blue", "EMPTY", ""))),
                        ReleaseHash.of(spec.templateFor("1.0.0").withImageId("sha256:other")),
                        ReleaseHash.of(spec.templateFor("1.1.0").withImageId("sha256:abc"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesAndValuesDoNotRunIntoEachOther() {
        assertThat(hash(Specs.env(spec, Map.of("A", "1\n5:env.B=1:2"))))
                .isNotEqualTo(hash(Specs.env(spec, Map.of("A", "1", "B", "2"))));
    }

    @Test
    void theDeclarationsHashIgnoresHowItIsRolledOut() {
        assertThat(Specs.percent(Specs.paused(spec, true), 20).templateHash()).isEqualTo(spec.templateHash());
        assertThat(Specs.version(spec, "1.1.0").templateHash()).isNotEqualTo(spec.templateHash());
    }

    private static String hash(ServiceSpec spec) {
        return ReleaseHash.of(spec.templateFor("1.0.0").withImageId("sha256:abc"));
    }
}
