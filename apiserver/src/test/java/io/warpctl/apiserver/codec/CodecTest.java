package io.warpctl.apiserver.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                  | unexpected end of JSON input",
                "{\"a\":1}{\"b\":2} | invalid character '{' after top-level value",
                "{\"a\" 1}          | invalid character '1' after object key",
                "[1 2]              | invalid character '2' after array element",
                "[1,]               | invalid character ']' looking for beginning of value",
                "{1:2}              | invalid character '1' looking for beginning of object key string",
                "not                | invalid character 'o' in literal null (expecting 'u')",
                "01                 | invalid character '1' after top-level value",
                "1.x                | invalid character 'x' after decimal point in numeric literal",
                "\"\\q\"            | invalid character 'q' in string escape code",
            })
    void faultsOfJsonAreSaidInGosWords(String json, String fault) {
        assertThatThrownBy(() -> BodyReader.json(bytes(json)))
                .isInstanceOf(MalformedException.class)
                .hasMessage(fault);
    }

    @Test
    void membersGivenTwiceAreNotedAndTheLastCounts() throws Exception {
        for (BodyReader.Body body : new BodyReader.Body[] {
            BodyReader.json(bytes("{\"a\":{\"b\":1,\"b\":2},\"c\":[{\"d\":1,\"d\":2}]}")),
            BodyReader.yaml(bytes("a: {b: 1, b: 2}\nc:\n- d: 1\n  d: 2\n"))
        }) {
            assertThat(body.duplicates()).containsExactly("a.b", "c[0].d");
            assertThat(body.value().at("/a/b").asInt()).isEqualTo(2);
        }
    }

    @Test
    void deepAndExplodingDocumentsAreRefused() {
        assertThatThrownBy(() -> BodyReader.json(bytes("[".repeat(20_000)))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> BodyReader.yaml(bytes("[".repeat(20_000)))).isInstanceOf(MalformedException.class);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> BodyReader.yaml(bytes(bomb.toString())))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("excessive aliasing");
    }

    @Test
    void aNumberBeyondAllNumbersIsRefusedInJsonAndATextInYaml() throws Exception {
        for (String number : List.of("1e999", "-123456789012345678901e91234567890", "9".repeat(400))) {
            assertThatThrownBy(() -> BodyReader.json(bytes("{\"a\":" + number + "}")))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageStartingWith(
                            "json: cannot unmarshal number " + number + " into Go value of type float64");
        }
        assertThat(BodyReader.yaml(bytes("a: 1e999")).value().get("a").textValue())
                .isEqualTo("1e999");
    }

    @Test
    void yamlWordsMeanWhatKubernetesTakesThemFor() throws Exception {
        JsonNode value = BodyReader.yaml(
                        bytes(
                                "{a: y, b: 'y', c: 010, d: 0x1f, e: 1e3, f: ~, g: 2026-01-01, h: 1_000, i: 9223372036854775808}"))
                .value();
        assertThat(value.toString())
                .isEqualTo("{\"a\":true,\"b\":\"y\",\"c\":8,\"d\":31,\"e\":1000.0,\"f\":null,\"g\":\"2026-01-01\","
                        + "\"h\":1000,\"i\":9.223372036854776E18}");
    }

    @Test
    void whatIsWrittenAsYamlReadsTheSame() throws Exception {
        ObjectNode object = Json.read(
                "{\"b\":[{\"x\":1,\"y\":{}},[],[[1]],\"- a\"],\"a\":{\"t\":\"true\",\"n\":\"1\",\"s\":\"it's: so\",\"e\":\"\","
                        + "\"l\":\"one\\ntwo\\n\",\"m\":\"one\\n\\ntwo\",\"u\":\"\\u0007\",\"d\":\"2026-01-01T00:00:00Z\",\".\":{}},"
                        + "\"z\":null,\"f\":1.5,\"y\":false}");
        byte[] yaml = Yaml.bytes(object);
        assertThat(BodyReader.yaml(yaml).value())
                .as(new String(yaml, StandardCharsets.UTF_8))
                .isEqualTo(object);
        assertThat(new String(yaml, StandardCharsets.UTF_8)).startsWith("a:\n  .: {}\n  d: \"2026-01-01T00:00:00Z\"\n");
    }

    @Test
    void numbersAreWrittenAsGoWritesThem() {
        ObjectNode object =
                Json.object().put("a", 1.0).put("b", 1e21).put("c", 0.5).put("d", 3L);
        assertThat(new String(Json.bytes(object), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1,\"b\":1e+21,\"c\":0.5,\"d\":3}");
    }

    @Test
    void kubectlsNamespace() throws Exception {
        // What kubectl 1.32 posts for "create namespace t".
        byte[] body =
                Base64.getDecoder().decode("azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhkKEQoBdBIAGgAiACoAMgA4AEIAEgAaAgoAGgAiAA==");
        assertThat(Protobuf.read(body))
                .isEqualTo(Json.read(
                        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"t\"},\"spec\":{},"
                                + "\"status\":{}}"));
        assertThatThrownBy(() -> Protobuf.read(bytes("k8s\0nothing"))).isInstanceOf(MalformedException.class);
    }
}
