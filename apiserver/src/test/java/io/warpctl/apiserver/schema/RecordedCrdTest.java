package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Json;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions a real API server was given, and what it said of each. */
class RecordedCrdTest {

    static Stream<Arguments> cases() {
        return StreamSupport.stream(Json.resource("crd-cases.json").spliterator(), false)
                .map(step -> Arguments.of(
                        step.get("name").asText() + " " + step.path("crd").path("spec"), step));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isJudgedAsRecorded(String name, JsonNode step) {
        ObjectNode crd = step.get("crd").deepCopy();
        BuiltInSchemas.coerce(crd);
        CrdDefaults.apply(crd);
        assertThat(CrdValidator.validate(crd, Optional.empty()))
                .containsExactlyInAnyOrderElementsOf(Json.causes(step.path("causes")));
    }
}
