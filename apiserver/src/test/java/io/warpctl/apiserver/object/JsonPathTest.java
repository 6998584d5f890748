package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final JsonNode OBJECT = Json.of("{metadata: {name: n, labels: {example.com/x: y}},"
            + " list: [{type: A, v: 1}, {type: B, v: 2}, {type: C, v: 3, deep: {v: 4}}], on: true}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".metadata.name | [n]",
                "metadata.name | [n]",
                "{.metadata.name} | [n]",
                "$.metadata.name | [n]",
                ".metadata.labels['example.com/x'] | [y]",
                ".metadata.labels.example\\.com/x | [y]",
                ".list[0].v | [1]",
                ".list[-1].type | [C]",
                ".list[0:2].v | [1, 2]",
                ".list[0,2].v | [1, 3]",
                ".list[*].v | [1, 2, 3]",
                ".list[?(@.type==\"B\")].v | [2]",
                ".list[?(@.type=='B')].v | [2]",
                ".list[?(@.type!=\"B\")].v | [1, 3]",
                ".list[?(@.v>=2)].type | [B, C]",
                ".list[?(@.deep)].type | [C]",
                ".list[2]..v | [3, 4]",
                ".on | [true]",
                ".none.at.all | []",
                ".list[9] | []",
                ".metadata[0] | []"
            })
    void leadsToValues(String path, String expected) {
        assertThat(JsonPath.compile(path).find(OBJECT)).containsExactlyElementsOf(Json.of(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {".a[", ".a[x]", ".a. b", ".a[1:x]"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.compile(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
