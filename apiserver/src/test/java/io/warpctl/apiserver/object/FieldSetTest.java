package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    private static FieldSet set(String json) {
        return FieldSet.parse(Json.of(json));
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        JsonNode fields = Json.of("{'f:a': {'.': {}, 'f:b': {}}, 'f:c': {'k:{\"name\":\"x\"}': {'.': {}, 'f:d': {}},"
                + " 'v:\"y\"': {}, 'i:0': {}}}");
        assertThat(FieldSet.parse(fields).print()).isEqualTo(fields);
    }

    @Test
    void keysHaveOneSpelling() {
        assertThat(set("{'k:{\"b\": 1, \"a\":\"x\"}': {}}")).isEqualTo(set("{'k:{\"a\":\"x\",\"b\":1}': {}}"));
    }

    @Test
    void pathsAreShownAsInMessages() {
        assertThat(set("{'f:a': {'k:{\"n\":\"x\",\"p\":80}': {'f:b': {}}, 'v:\"y\"': {}, 'i:3': {}}}")
                        .leaves())
                .containsExactlyInAnyOrder(".a[n=\"x\",p=80].b", ".a[=\"y\"]", ".a[3]");
    }

    @Test
    void whatIsNoSetIsRefused() {
        assertThatThrownBy(() -> set("{'x:a': {}}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set("{'k:{': {}}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FieldSet.parse(Json.of("3"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differenceKeepsWhatIsBelow() {
        FieldSet both = set("{'f:a': {'.': {}, 'f:b': {}}}");
        assertThat(both.difference(set("{'f:a': {}}"))).isEqualTo(set("{'f:a': {'f:b': {}}}"));
        assertThat(both.difference(both).isEmpty()).isTrue();
    }

    @Test
    void setsObeyTheLawsOfSets() {
        long seed = 20261120;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            FieldSet a = random(random);
            FieldSet b = random(random);
            FieldSet c = random(random);
            String about = "seed " + seed + ", case " + i + ": " + a + " " + b + " " + c;
            assertThat(a.union(b)).as(about).isEqualTo(b.union(a));
            assertThat(a.intersection(b)).as(about).isEqualTo(a.difference(a.difference(b)));
            assertThat(a.difference(b).union(a.intersection(b))).as(about).isEqualTo(a);
            assertThat(a.difference(b.union(c)))
                    .as(about)
                    .isEqualTo(a.difference(b).difference(c));
            assertThat(a.union(b).difference(b).intersection(b).isEmpty())
                    .as(about)
                    .isTrue();
            assertThat(FieldSet.parse(a.print())).as(about).isEqualTo(a);
        }
    }

    private static FieldSet random(Random random) {
        FieldSet set = FieldSet.EMPTY;
        for (int i = random.nextInt(6); i > 0; i--) {
            List<String> path = new ArrayList<>();
            for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
                path.add("f:" + "abc".charAt(random.nextInt(3)));
            }
            set = set.union(FieldSet.of(path));
        }
        return set;
    }
}
