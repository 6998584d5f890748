package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.Json;
import io.warpctl.apiserver.object.ObjectMeta;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects a real API server was given, and what it said of each. */
class RecordedValidationTest {
    private static final CustomType WIDGET = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
    private static final CustomType GADGET = CustomType.compile((ObjectNode) Json.resource("gadgets-crd.json"), "v1");

    static Stream<Arguments> cases() {
        return StreamSupport.stream(Json.resource("validation-cases.json").spliterator(), false)
                .map(step -> Arguments.of(step.get("name").asText() + " " + step.get("object"), step));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isJudgedAsRecorded(String name, JsonNode step) {
        JsonNode given = step.get("object");
        ObjectNode object = given.isTextual() ? Json.object(given.textValue()) : given.deepCopy();
        if (step.has("badRequest")) {
            assertThatThrownBy(() -> ObjectMeta.coerce(object))
                    .hasMessage(step.get("badRequest").asText());
            return;
        }
        boolean gadget = object.path("kind").asText().equals("Gadget");
        CustomType type = gadget ? GADGET : WIDGET;
        ObjectMeta.coerce(object);
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (gadget) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", "t");
        }
        type.applyDefaults(object);
        type.prune(object);
        assertThat(type.validate(object, Optional.empty()))
                .containsExactlyInAnyOrderElementsOf(Json.causes(step.path("causes")));
        if (step.has("stored")) {
            object.remove("metadata");
            assertThat(GoJson.compact(object)).isEqualTo(GoJson.compact(step.get("stored")));
        }
    }
}
