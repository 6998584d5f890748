package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
    private static final TypeSchema ACCOUNT =
            BuiltInSchemas.of(new GroupVersionKind("", "v1", "ServiceAccount")).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | [{op: add, path: /b, value: 2}] | {a: 1, b: 2}",
                "{a: [1, 2]} | [{op: add, path: /a/1, value: 9}] | {a: [1, 9, 2]}",
                "{a: [1, 2]} | [{op: add, path: /a/-, value: 9}] | {a: [1, 2, 9]}",
                "{a: [1, 2]} | [{op: replace, path: /a/-1, value: 9}] | {a: [1, 9]}",
                "{a: [1, 2]} | [{op: remove, path: /a/0}] | {a: [2]}",
                "{a: 1} | [{op: replace, path: /b, value: 2}] | {a: 1, b: 2}",
                "{a: {x/y: 1}} | [{op: remove, path: /a/x~1y}] | {a: {}}",
                "{a: 1} | [{op: move, from: /a, path: /b}] | {b: 1}",
                "{a: {c: 1}} | [{op: copy, from: /a, path: /b}, {op: add, path: /b/c, value: 2}] |"
                        + " {a: {c: 1}, b: {c: 2}}",
                "{a: 1} | [{op: test, path: /a, value: 1.0}] | {a: 1}",
                "{a: 1} | [{op: replace, path: '', value: {b: 2}}] | {b: 2}",
                "{a: 1} | [] | {a: 1}"
            })
    void jsonPatchApplies(String object, String patch, String expected) {
        ObjectNode before = Json.object(object);
        assertThat(Patches.jsonPatch(before, Json.of(patch))).isEqualTo(Json.of(expected));
        assertThat(before).isEqualTo(Json.of(object));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{op: remove, path: /none}]",
                "[{op: add, path: /none/a, value: 1}]",
                "[{op: add, path: /a/9, value: 1}]",
                "[{op: add, path: /a/x, value: 1}]",
                "[{op: test, path: /a, value: nope}]",
                "[{op: explode, path: /a}]",
                "[{op: add}]",
                "[{op: move, from: /none, path: /a}]",
                "[{op: replace, path: '', value: 3}]"
            })
    void aJsonPatchThatDoesNotApplyIsUnprocessable(String patch) {
        assertThatThrownBy(() -> Patches.jsonPatch(Json.object("{a: [1]}"), Json.of(patch)))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.code()).isEqualTo(422))
                .hasMessage("the server rejected our request due to an error in our request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {b: 1, c: 2}} | {a: {b: null, d: 3}} | {a: {c: 2, d: 3}}",
                "{a: [1, 2]} | {a: [3]} | {a: [3]}",
                "{a: 1} | {a: {b: null, c: 1}} | {a: {c: 1}}",
                "{a: {b: 1}} | {a: 2} | {a: 2}",
                "{a: 1} | {} | {a: 1}"
            })
    void mergePatchApplies(String object, String patch, String expected) {
        assertThat(Patches.mergePatch(Json.object(object), Json.of(patch))).isEqualTo(Json.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
                "null | Invalid JSON Patch"
            })
    void aMergePatchIsAnObject(String patch, String message) {
        assertThatThrownBy(() -> Patches.mergePatch(Json.object("{}"), Json.of(patch)))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metadata: {finalizers: [a]}} | {metadata: {finalizers: [b]}} | {metadata: {finalizers: [b, a]}}",
                "{metadata: {finalizers: [a, b]}} | {metadata: {$deleteFromPrimitiveList/finalizers: [a]}} |"
                        + " {metadata: {finalizers: [b]}}",
                "{secrets: [{name: a}, {name: b}]} | {secrets: [{name: b, uid: u}]} |"
                        + " {secrets: [{name: a}, {name: b, uid: u}]}",
                "{secrets: [{name: a}, {name: b}]} | {secrets: [{name: a, $patch: delete}]} | {secrets: [{name: b}]}",
                "{secrets: [{name: a}]} | {secrets: [{$patch: replace}, {name: c}]} | {secrets: [{name: c}]}",
                "{secrets: [{name: a}, {name: b}]} | {$setElementOrder/secrets: [{name: b}, {name: a}]} |"
                        + " {secrets: [{name: b}, {name: a}]}",
                "{secrets: [{name: a}, {name: b}]} | {secrets: [{name: c}],"
                        + " $setElementOrder/secrets: [{name: b}, {name: c}, {name: a}]} |"
                        + " {secrets: [{name: b}, {name: c}, {name: a}]}",
                "{imagePullSecrets: [{name: a}]} | {imagePullSecrets: [{name: b}]} |"
                        + " {imagePullSecrets: [{name: b}, {name: a}]}",
                "{metadata: {labels: {a: b}}} | {metadata: {labels: {$patch: replace, c: d}}} |"
                        + " {metadata: {labels: {c: d}}}",
                "{metadata: {labels: {a: b, c: d}}} | {metadata: {labels: {$retainKeys: [c, e], e: f}}} |"
                        + " {metadata: {labels: {c: d, e: f}}}",
                "{automountServiceAccountToken: true} | {automountServiceAccountToken: null} | {}"
            })
    void strategicMergeFollowsTheTypeAndItsDirectives(String object, String patch, String expected) {
        assertThat(Patches.strategicMerge(Json.object(object), Json.of(patch), ACCOUNT))
                .isEqualTo(Json.of(expected));
    }

    @Test
    void strategicMergeRefusesWhatMakesNoSense() {
        ObjectNode account = Json.object("{secrets: [{name: a}]}");
        assertThatThrownBy(() -> Patches.strategicMerge(account, Json.of("{secrets: [{uid: u}]}"), ACCOUNT))
                .hasMessageContaining("does not contain declared merge key: name");
        assertThatThrownBy(() -> Patches.strategicMerge(account, Json.of("{$patch: explode}"), ACCOUNT))
                .hasMessage("Unknown patch type 'explode' found");
    }
}
