package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiErrorTest {
    private static final GroupResource WIDGETS = new GroupResource("example.com", "widgets");

    @Test
    void notFoundNamesTheResourceAndTheObject() {
        assertThat(ApiError.notFound(WIDGETS, "a").status())
                .isEqualTo(Json.of("{kind: Status, apiVersion: v1, metadata: {}, status: Failure,"
                        + " message: 'widgets.example.com \"a\" not found', reason: NotFound,"
                        + " details: {name: a, group: example.com, kind: widgets}, code: 404}"));
    }

    @Test
    void coreResourcesHaveNoGroupInTheirDetails() {
        ApiError error = ApiError.conflict(new GroupResource("", "secrets"), "s");
        assertThat(error.getMessage())
                .isEqualTo("Operation cannot be fulfilled on secrets \"s\": the object has been modified;"
                        + " please apply your changes to the latest version and try again");
        assertThat(error.status().path("details").has("group")).isFalse();
    }

    @Test
    void oneCauseStandsInTheMessageBare() {
        ApiError error = ApiError.invalid("example.com", "Widget", "a", List.of(Cause.required("spec.title", "")));
        assertThat(error.getMessage()).isEqualTo("Widget.example.com \"a\" is invalid: spec.title: Required value");
        assertThat(error.code()).isEqualTo(422);
    }

    @Test
    void severalCausesStandInBracketsAndTheSameOneOnlyOnceInTheMessage() {
        Cause negative = Cause.invalid("spec.n", IntNode.valueOf(-1), "must not be negative");
        ApiError error =
                ApiError.invalid("", "Thing", "a", List.of(negative, negative, Cause.forbidden("spec.m", "not now")));
        assertThat(error.getMessage())
                .isEqualTo("Thing \"a\" is invalid: [spec.n: Invalid value: -1: must not be negative,"
                        + " spec.m: Forbidden: not now]");
        assertThat(error.status().path("details").path("causes")).hasSize(3);
    }

    @Test
    void oneApplyConflictIsToldInALine() {
        ApiError error = ApiError.applyConflict(List.of(new Conflict("\"m\"", List.of(".spec.a"))));
        assertThat(error.getMessage()).isEqualTo("Apply failed with 1 conflict: conflict with \"m\": .spec.a");
    }

    @Test
    void severalApplyConflictsAreListedByManager() {
        ApiError error = ApiError.applyConflict(List.of(
                new Conflict("\"m\"", List.of(".spec.a", ".spec.b")), new Conflict("\"n\" using v1", List.of(".c"))));
        assertThat(error.getMessage())
                .isEqualTo("Apply failed with 3 conflicts: conflicts with \"m\":\n- .spec.a\n- .spec.b\n"
                        + "conflicts with \"n\" using v1:\n- .c");
        assertThat(error.status().path("details").path("causes").get(2))
                .isEqualTo(
                        Json.of("{reason: FieldManagerConflict, message: 'conflict with \"n\" using v1', field: .c}"));
    }

    @Test
    void aVersionFromTheFutureTellsWhenToComeBack() {
        ApiError error = ApiError.tooLargeResourceVersion(9, 3, 1);
        assertThat(error.getMessage()).isEqualTo("Timeout: Too large resource version: 9, current: 3");
        assertThat(error.status().path("details").path("retryAfterSeconds").asInt())
                .isEqualTo(1);
        assertThat(error.code()).isEqualTo(504);
    }

    @Test
    void theStatusHandedOutIsACopy() {
        ApiError error = ApiError.unauthorized();
        error.status().put("message", "changed");
        assertThat(error.status().path("message").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void tooManyItemsAreCountedInWords() {
        assertThat(Cause.tooMany("a", 2, 1).message()).isEqualTo("Too many: 2: must have at most 1 item");
        assertThat(Cause.tooMany("a", 9, 4).message()).isEqualTo("Too many: 9: must have at most 4 items");
    }
}
