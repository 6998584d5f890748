package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFormTest {
    private static ObjectNode crd(String schema) {
        return Json.object("{spec: {versions: [{schema: {openAPIV3Schema: " + schema + "}}]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{x-kubernetes-validations: {rule: 'true'}} | object | .x-kubernetes-validations of type v1.ValidationRules",
                "{x-kubernetes-validations: [1]} | number | .x-kubernetes-validations of type v1.ValidationRule",
                "{x-kubernetes-validations: [{rule: 1}]} | number | .x-kubernetes-validations.rule of type string",
                "{allOf: {a: {}}} | object | .allOf of type []v1.JSONSchemaProps",
                "{properties: {a: {anyOf: [x]}}} | string | .properties.anyOf of type v1.JSONSchemaProps",
                "{properties: []} | array | .properties of type map[string]v1.JSONSchemaProps",
                "{items: 1} | number | .items of type v1.JSONSchemaPropsOrArray",
                "{additionalProperties: x} | string | .additionalProperties of type v1.JSONSchemaPropsOrBool",
                "{not: true} | bool | .not of type v1.JSONSchemaProps",
                "{required: x} | string | .required of type []string",
                "{minLength: 1.5} | number | .minLength of type int64",
                "{type: [string]} | array | .type of type string",
                "{nullable: x} | string | .nullable of type bool",
                "[] | array | .versions.schema.openAPIV3Schema of type v1.JSONSchemaProps"
            })
    void whatHasAnotherFormIsRefusedByItsPath(String schema, String found, String end) {
        assertThatThrownBy(() -> SchemaForm.check(crd(schema)))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("json: cannot unmarshal " + found + " into Go struct field JSONSchemaProps.")
                .hasMessageEndingWith(end);
    }

    @Test
    void whatIsASchemaIsTaken() {
        assertThatCode(() -> SchemaForm.check(crd("{type: object, required: [a], properties: {a: {type: integer,"
                        + " minimum: 1.5, default: [1], enum: [1, x], nullable: null}, b: {type: array, items: {type:"
                        + " string}}, c: {type: object, additionalProperties: true}}, x-kubernetes-validations: [{rule:"
                        + " 'true', optionalOldSelf: true}]}")))
                .doesNotThrowAnyException();
    }
}
