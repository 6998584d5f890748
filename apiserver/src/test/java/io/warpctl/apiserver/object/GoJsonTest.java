package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, 0, 0",
        "1, 1, 1",
        "1.5, 1.5, 1.5",
        "0.0001, 0.0001, 0.0001",
        "0.00001, 1e-05, 0.00001",
        "0.0000001, 1e-07, 1e-7",
        "1e20, 100000000000000000000, 100000000000000000000",
        "1e21, 1e+21, 1e+21",
        "-2.5e30, -2.5e+30, -2.5e+30"
    })
    void floatingPointIsWrittenAsGoDoes(double value, String plain, String json) {
        assertThat(GoJson.plain(DoubleNode.valueOf(value))).isEqualTo(plain);
        assertThat(GoJson.compact(DoubleNode.valueOf(value))).isEqualTo(json);
    }

    @Test
    void integersBeyondSixtyFourBitsBecomeFloatingPoint() {
        assertThat(GoJson.compact(LongNode.valueOf(Long.MAX_VALUE))).isEqualTo("9223372036854775807");
        assertThat(GoJson.compact(BigIntegerNode.valueOf(new BigInteger("9223372036854775808"))))
                .isEqualTo("9223372036854776000");
    }

    @Test
    void objectsAreCompactSortedAndSafeInHtml() {
        assertThat(GoJson.compact(Json.of("{b: [1, {}, []], a: '<&>', c: null, d: \"q\\\"\\n\\u0001\"}")))
                .isEqualTo("{\"a\":\"\\u003c\\u0026\\u003e\",\"b\":[1,{},[]],\"c\":null,\"d\":\"q\\\"\\n\\u0001\"}");
    }

    @Test
    void quotedTextKeepsWhatCanBePrinted() {
        assertThat(GoJson.quote("é\"\\\n\u0007\u00a0\u200b")).isEqualTo("\"é\\\"\\\\\\n\\a\\u00a0\\u200b\"");
    }
}
