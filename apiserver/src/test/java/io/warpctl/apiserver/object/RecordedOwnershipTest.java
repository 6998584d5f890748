package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scenarios recorded from a real API server, replayed against the functions of this package alone. */
class RecordedOwnershipTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Stream.of(
                        "025-defaulting",
                        "030-patch-merge",
                        "031-patch-json",
                        "033-ssa-basic",
                        "034-ssa-conflict",
                        "035-ssa-shared",
                        "036-ssa-status",
                        "037-managed-fields")
                .flatMap(RecordedOwnershipTest::steps);
    }

    private static Stream<DynamicTest> steps(String scenario) {
        FakeApi api = new FakeApi();
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode steps = Json.resource("recorded/" + scenario + ".json").path("steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String name = scenario + " [" + i + "] " + step.path("note").asText("");
            tests.add(DynamicTest.dynamicTest(name, () -> replay(api, step)));
        }
        return tests.stream();
    }

    private static void replay(FakeApi api, JsonNode step) {
        JsonNode request = step.path("request");
        JsonNode expected = step.path("response");
        boolean understood = FakeApi.understands(request);
        assumeTrue(understood, "about reading HTTP");
        ObjectNode answer = api.serve(request);
        if (step.path("prepare").asBoolean()) {
            return;
        }
        JsonNode body = expected.path("body");
        if (body.path("kind").asText().equals("Status")) {
            assertThat(answer.path("code").asInt())
                    .as(answer.toPrettyString())
                    .isEqualTo(expected.path("status").asInt());
            assertThat(answer.path("message").asText())
                    .isEqualTo(body.path("message").asText());
            assertThat(Json.causes(answer.path("details").path("causes")))
                    .containsExactlyElementsOf(Json.causes(body.path("details").path("causes")));
            return;
        }
        assertThat(answer.path("kind").asText()).as(answer.toPrettyString()).isNotEqualTo("Status");
        for (String field : List.of("spec", "status")) {
            assertThat(answer.path(field)).isEqualTo(body.path(field));
        }
        for (String field : List.of("labels", "generation")) {
            assertThat(answer.path("metadata").path(field))
                    .isEqualTo(body.path("metadata").path(field));
        }
        assertThat(entries(answer)).containsExactlyInAnyOrderElementsOf(entries(body));
    }

    private static List<String> entries(JsonNode object) {
        List<String> entries = new ArrayList<>();
        object.path("metadata").path("managedFields").forEach(entry -> {
            ObjectNode copy = entry.deepCopy();
            if (copy.has("time")) {
                copy.put("time", "some");
            }
            entries.add(GoJson.compact(copy));
        });
        return entries;
    }
}
