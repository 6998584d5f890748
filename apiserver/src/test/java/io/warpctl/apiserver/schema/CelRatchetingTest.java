package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a rule refuses but was so before is only warned of.
 *
 * <p>Source of the rule: {@code ratchetingOptions} in
 * {@code k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go}.
 */
class CelRatchetingTest {
    private final List<String> warnings = new ArrayList<>();

    private List<String> faults(CustomType type, String fresh, String old) {
        return type
                .validate(CustomTypeTest.object(fresh), Optional.of(CustomTypeTest.object(old)), warnings::add)
                .stream()
                .map(Cause::text)
                .toList();
    }

    private static CustomType list(String listType) {
        return CustomTypeTest.type("{type: object, properties: {o: {type: string}, l: {type: array, maxItems: 5,"
                + " x-kubernetes-list-type: " + listType
                + ", items: {type: integer, x-kubernetes-validations: [{rule: self"
                + " < 3}]}}}}");
    }

    @Test
    void itemsOfAnUnchangedListAreTolerated() {
        assertThat(faults(list("atomic"), "{o: b, l: [5]}", "{o: a, l: [5]}")).isEmpty();
        assertThat(warnings).containsExactly("spec.l[0]: Invalid value: 5: failed rule: self < 3");
    }

    @Test
    void itemsOfAChangedListAreNot() {
        assertThat(faults(list("atomic"), "{l: [5, 1]}", "{l: [5]}"))
                .containsExactly("spec.l[0]: Invalid value: 5: failed rule: self < 3");
        assertThat(warnings).isEmpty();
    }

    @Test
    void membersOfAnAtomicMapAreComparedOneByOne() {
        CustomType type =
                CustomTypeTest.type("{type: object, x-kubernetes-map-type: atomic, properties: {a: {type: integer,"
                        + " x-kubernetes-validations: [{rule: self == oldSelf}]}, b: {type: integer, maximum: 3}}}");
        assertThat(faults(type, "{a: 2, b: 9}", "{a: 1, b: 9}"))
                .containsExactly("spec.a: Invalid value: 2: failed rule: self == oldSelf");
    }

    @Test
    void aDuplicateObjectIsNotShown() {
        CustomType type =
                CustomTypeTest.type("{type: object, properties: {a: {type: integer}}, x-kubernetes-validations:"
                        + " [{rule: self.a < 3, reason: FieldValueDuplicate}]}");
        assertThat(faults(type, "{a: 5}", "{a: 1}")).containsExactly("spec: Duplicate value");
    }

    @Test
    void fieldPathsThroughMapsAreShownAsKubernetesShowsThem() {
        CustomType type =
                CustomTypeTest.type("{type: object, properties: {m: {type: object, additionalProperties: {type:"
                        + " integer}}}, x-kubernetes-validations: [{rule: '!has(self.m)', fieldPath: '.m[''k'']'}]}");
        assertThat(faults(type, "{m: {k: 1}}", "{}"))
                .containsExactly("spec.m[k]: Invalid value: failed rule: !has(self.m)");
    }
}
