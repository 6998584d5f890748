package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Refusals of definitions of which there is no recording.
 *
 * <p>Source of the expected texts: {@code k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go},
 * {@code pkg/apiserver/schema/validation.go} and {@code pkg/apiserver/schema/cel/validation.go}.
 */
class CrdRulesTest {
    private static final String SCHEMA = "spec.validation.openAPIV3Schema";

    private static ObjectNode crd(String version) {
        ObjectNode crd = Json.object("{metadata: {name: ts.example.com, uid: u}, spec: {group: example.com, scope:"
                + " Namespaced, names: {plural: ts, singular: t, kind: T}, versions: [{name: v1, served: true, storage:"
                + " true, schema: {openAPIV3Schema: {type: object}}}]}}");
        ((ObjectNode) crd.at("/spec/versions/0")).setAll(Json.object(version));
        CrdDefaults.apply(crd);
        return crd;
    }

    private static List<String> faults(ObjectNode crd) {
        return CrdValidator.validate(crd, Optional.empty()).stream()
                .map(Cause::text)
                .toList();
    }

    private static List<String> schemaFaults(String schema) {
        return faults(crd("{schema: {openAPIV3Schema: " + schema + "}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: object, additionalProperties: {type: string}} | .additionalProperties: Forbidden: must not be used"
                        + " at the root",
                "{} | .type: Required value: must not be empty at the root",
                "{type: object, properties: {kind: {type: integer}}} | .properties[kind].type: Invalid value: \"integer\":"
                        + " must be string",
                "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}} |"
                        + " .properties[metadata]: Forbidden: must not specify anything other than name and generateName,"
                        + " but metadata is implicitly specified",
                "{type: object, properties: {metadata: {type: object, properties: {name: {type: string, default: x}}}}} |"
                        + " .properties[metadata].properties[name].default: Forbidden: must not be set in top-level"
                        + " metadata",
                "{type: object, not: {properties: {b: {minimum: 1}}}} | .properties[b]: Required value: because it is"
                        + " defined in spec.validation.openAPIV3Schema.not.properties[b]",
                "{type: object, properties: {a: {type: string, anyOf: [{nullable: true}]}}} |"
                        + " .properties[a].anyOf[0].nullable: Forbidden: must be false to be structural",
                "{type: object, properties: {a: {type: string, oneOf: [{default: x}]}}} |"
                        + " .properties[a].oneOf[0].default: Forbidden: must be undefined to be structural",
                "{type: object, properties: {a: {x-kubernetes-int-or-string: true, x-kubernetes-embedded-resource: true,"
                        + " type: object, x-kubernetes-preserve-unknown-fields: false}}} |"
                        + " .properties[a].x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or"
                        + " undefined",
                "{type: object, properties: {a: {type: array, items: {type: string}, x-kubernetes-list-type: odd}}} |"
                        + " .properties[a].x-kubernetes-list-type: Unsupported value: \"odd\": supported values: \"atomic\","
                        + " \"set\", \"map\"",
                "{type: object, properties: {a: {type: array, items: {type: string, nullable: true},"
                        + " x-kubernetes-list-type: set}}} | .properties[a].items.nullable: Forbidden: cannot be nullable"
                        + " when x-kubernetes-list-type is set",
                "{type: object, properties: {a: {type: object, default: {}, required: [b], properties: {b: {type: string,"
                        + " default: x}}}}} | .properties[a].default.b: Required value",
                "{type: object, properties: {a: {type: integer, default: 5, x-kubernetes-validations: [{rule: self <"
                        + " 2}]}}} | .properties[a].default: Invalid value: 5: failed rule: self < 2",
                "{type: object, properties: {a: {type: array, maxItems: 2, items: {type: integer,"
                        + " x-kubernetes-validations: [{rule: self == oldSelf}]}}}} |"
                        + " .properties[a].items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\":"
                        + " oldSelf cannot be used on the uncorrelatable portion of the schema within"
                        + " spec.validation.openAPIV3Schema.properties[a]",
                "{type: object, properties: {a: {type: string, x-kubernetes-validations: [{rule: 'true', message: ' '}]}}}"
                        + " | .properties[a].x-kubernetes-validations[0].message: Invalid value: \" \": must be non-empty"
                        + " if specified",
            })
    void schemasAreRefusedAsByKubernetes(String schema, String fault) {
        assertThat(schemaFaults(schema)).containsExactly(SCHEMA + fault);
    }

    @Test
    void atomicMapsKeepTheirOldValues() {
        assertThat(schemaFaults(
                        "{type: object, properties: {a: {type: object, x-kubernetes-map-type: atomic, properties:"
                                + " {b: {type: integer, x-kubernetes-validations: [{rule: self == oldSelf}]}}}}}"))
                .isEmpty();
    }

    @Test
    void columnsSayWhatTheyMayBe() {
        assertThat(faults(
                        crd("{additionalPrinterColumns: [{name: a, type: x, format: y, jsonPath: spec}, {name: b}]}")))
                .containsExactlyInAnyOrder(
                        "spec.additionalPrinterColumns[0].type: Invalid value: \"x\": must be one of"
                                + " boolean,date,integer,number,string",
                        "spec.additionalPrinterColumns[0].format: Invalid value: \"y\": must be one of"
                                + " byte,date,date-time,double,float,int32,int64,password",
                        "spec.additionalPrinterColumns[0].JSONPath: Invalid value: \"spec\": must be a simple json path"
                                + " starting with .",
                        "spec.additionalPrinterColumns[1].type: Required value: must be one of"
                                + " boolean,date,integer,number,string",
                        "spec.additionalPrinterColumns[1].JSONPath: Required value");
    }

    @Test
    void selectableFieldsLeadToScalars() {
        assertThat(faults(crd("{schema: {openAPIV3Schema: {type: object, properties: {a: {type: string}, o: {type:"
                        + " object}, metadata: {type: object, properties: {name: {type: string}}}}}}, selectableFields:"
                        + " [{jsonPath: .a}, {jsonPath: .a}, {jsonPath: .o}, {jsonPath: .z}, {jsonPath: '[''a'']'},"
                        + " {jsonPath: .metadata.name}]}")))
                .containsExactlyInAnyOrder(
                        "spec.selectableFields[1].jsonPath: Duplicate value: \".a\"",
                        "spec.selectableFields[2].jsonPath: Invalid value: \".o\": must point to a field of type string,"
                                + " boolean or integer. Enum string fields and strings with formats are allowed.",
                        "spec.selectableFields[3].jsonPath: Invalid value: \".z\": is an invalid path: does not refer to a"
                                + " valid field",
                        "spec.selectableFields[4].jsonPath: Invalid value: \"['a']\": is an invalid path: array notation is"
                                + " not allowed",
                        "spec.selectableFields[5].jsonPath: Invalid value: \".metadata.name\": must not point to fields in"
                                + " metadata");
    }

    @Test
    void deprecationWarningsAreShortAndPrintable() {
        assertThat(faults(crd("{deprecated: true, deprecationWarning: \"a\\tb\"}")))
                .containsExactly(
                        "spec.versions[0].deprecationWarning: Invalid value: \"a\\tb\": must only contain printable"
                                + " UTF-8 characters; non-printable character found at index 1");
        assertThat(faults(crd("{deprecated: true, deprecationWarning: " + "x".repeat(257) + "}")))
                .singleElement()
                .asString()
                .endsWith("must be <= 256 characters long");
    }

    @Test
    void conversionWithoutWebhookHasNoneOfItsFields() {
        ObjectNode crd = crd("{}");
        ((ObjectNode) crd.path("spec"))
                .set("conversion", Json.of("{strategy: Odd, webhook: {conversionReviewVersions: [v1]}}"));
        assertThat(faults(crd))
                .containsExactlyInAnyOrder(
                        "spec.conversion.strategy: Unsupported value: \"Odd\": supported values: \"None\", \"Webhook\"",
                        "spec.conversion.conversionReviewVersions: Forbidden: should not be set when strategy is not set to"
                                + " Webhook");
    }

    @Test
    void groupsOfTheCommunityNeedApproval() {
        ObjectNode crd = crd("{}");
        ((ObjectNode) crd.path("spec")).put("group", "x.k8s.io");
        ((ObjectNode) crd.path("metadata")).put("name", "ts.x.k8s.io");
        assertThat(faults(crd)).singleElement().asString().contains("must have approval annotation");
        crd.withObject("/metadata/annotations").put("api-approved.kubernetes.io", "yes");
        assertThat(faults(crd)).singleElement().asString().contains("either a URL or a reason starting with");
        crd.withObject("/metadata/annotations").put("api-approved.kubernetes.io", "unapproved, a test");
        assertThat(faults(crd)).isEmpty();
    }
}
