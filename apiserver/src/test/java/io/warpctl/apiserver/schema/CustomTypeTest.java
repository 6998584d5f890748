package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomTypeTest {

    static CustomType type(String spec) {
        ObjectNode crd = Json.object("{spec: {group: example.com, scope: Cluster, names: {kind: T}, versions: [{name:"
                + " v1, schema: {openAPIV3Schema: {type: object, properties: {spec: {}}}}}]}}");
        ((ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema/properties")).set("spec", Json.of(spec));
        return CustomType.compile(crd, "v1");
    }

    static ObjectNode object(String spec) {
        return Json.object(
                "{apiVersion: example.com/v1, kind: T, metadata: {name: a, resourceVersion: '1'}, spec: " + spec + "}");
    }

    private static List<String> faults(CustomType type, String spec) {
        return type.validate(object(spec), Optional.empty()).stream()
                .map(Cause::text)
                .toList();
    }

    private static List<String> faults(CustomType type, String fresh, String old) {
        return type.validate(object(fresh), Optional.of(object(old))).stream()
                .map(Cause::text)
                .toList();
    }

    @Test
    void defaultsReachWhereverAnObjectIs() {
        CustomType type = type("{type: object, properties: {a: {type: object, default: {}, properties: {b: {type:"
                + " integer, default: 1}}}, l: {type: array, items: {type: object, properties: {c: {type: string,"
                + " default: x}}}}, m: {type: object, additionalProperties: {type: object, properties: {d: {type:"
                + " string, default: y}}}}, n: {type: string, nullable: true, default: z}, o: {type: string}}}");
        ObjectNode object = object("{l: [{}, {c: q}], m: {k: {}}, n: null, o: null}");
        type.applyDefaults(object);
        assertThat(object.path("spec")).isEqualTo(Json.of("{a: {b: 1}, l: [{c: x}, {c: q}], m: {k: {d: y}}, n: null}"));
    }

    @Test
    void pruningStopsWhereUnknownFieldsArePreserved() {
        CustomType type = type("{type: object, properties: {free: {type: object, x-kubernetes-preserve-unknown-fields:"
                + " true, properties: {known: {type: object}}}, list: {type: array, items: {type: object, properties: {a:"
                + " {type: string}}}}, embed: {type: object, x-kubernetes-embedded-resource: true, properties: {spec:"
                + " {type: object}}}}}");
        ObjectNode object = object("{free: {x: {y: 1}, known: {z: 1}}, list: [{a: b, c: d}], zz: 1,"
                + " embed: {apiVersion: v1, kind: K, metadata: {name: n}, other: 1}}");
        assertThat(type.prune(object))
                .containsExactly("spec.embed.other", "spec.free.known.z", "spec.list[0].c", "spec.zz");
        assertThat(object.path("spec"))
                .isEqualTo(Json.of("{free: {x: {y: 1}, known: {}}, list: [{a: b}],"
                        + " embed: {apiVersion: v1, kind: K, metadata: {name: n}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: integer, minimum: 2, exclusiveMinimum: true} | 2 | spec.v: Invalid value: 2: spec.v in body should"
                        + " be greater than 2",
                "{type: integer, maximum: 2, exclusiveMaximum: true} | 2 | spec.v: Invalid value: 2: spec.v in body should"
                        + " be less than 2",
                "{type: number, maximum: 1.5} | 1.6 | spec.v: Invalid value: 1.6: spec.v in body should be less than or"
                        + " equal to 1.5",
                "{type: integer, multipleOf: 3} | 7 | spec.v: Invalid value: 7: spec.v in body should be a multiple of 3",
                "{type: object, minProperties: 1} | {} | spec.v: Invalid value: 0: spec.v in body should have at least 1"
                        + " properties",
                "{type: string, enum: [a, b]} | c | spec.v: Unsupported value: \"c\": supported values: \"a\", \"b\"",
                "{type: integer, enum: [1, 2]} | 3 | spec.v: Unsupported value: 3: supported values: \"1\", \"2\"",
                "{type: string, not: {pattern: x}} | x | <nil>: Invalid value: \"\": \"spec.v\" must not validate the"
                        + " schema (not)",
                "{type: string, anyOf: [{minLength: 3}, {pattern: '^a'}]} | b | <nil>: Invalid value: \"\": \"spec.v\""
                        + " must validate at least one schema (anyOf);spec.v: Invalid value: \"b\": spec.v in body should"
                        + " be at least 3 chars long",
                "{type: string, allOf: [{minLength: 3}, {maxLength: 9}]} | b | spec.v: Invalid value: \"b\": spec.v in body"
                        + " should be at least 3 chars long;<nil>: Invalid value: \"\": \"spec.v\" must validate all the"
                        + " schemas (allOf)",
                "{type: integer, format: int32} | true | spec.v: Invalid value: \"\": spec.v in body must be of type int32:"
                        + " \"\"",
                "{type: array, items: {type: object, x-kubernetes-map-type: atomic}, x-kubernetes-list-type: set} |"
                        + " [{a: 1}, {a: 1}] | spec.v[1]: Duplicate value: {\"a\":1}",
                "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} |"
                        + " {kind: 3} | spec.v.apiVersion: Required value: must not be empty;spec.v.kind: Invalid value: 3:"
                        + " must be a string",
                "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} |"
                        + " {apiVersion: v1, kind: K, metadata: {name: UP}} | spec.v.metadata.name: Invalid value: \"UP\":"
                        + " a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                        + " and must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                        + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            })
    void aViolationIsToldInKubernetesWords(String schema, String value, String expected) {
        CustomType type = type("{type: object, properties: {v: " + schema + "}}");
        assertThat(faults(type, "{v: " + value + "}")).containsExactlyInAnyOrder(expected.split(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string, nullable: true, enum: [a]} | null",
                "{type: integer} | 3.0",
                "{type: number} | 3",
                "{type: string, maxLength: 2} | 'éé'",
                "{x-kubernetes-int-or-string: true} | 50%",
                "{x-kubernetes-preserve-unknown-fields: true} | [1, {a: b}]",
                "{type: object, additionalProperties: true} | {a: {b: 1}}"
            })
    void whatFitsIsAccepted(String schema, String value) {
        CustomType type = type("{type: object, properties: {v: " + schema + "}}");
        assertThat(faults(type, "{v: " + value + "}")).isEmpty();
    }

    @Test
    void whatWasInvalidBeforeMayStayUntilItIsTouched() {
        CustomType type = type(
                "{type: object, required: [must], properties: {v: {type: string, maxLength: 1}, w: {type:"
                        + " string}, list: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items:"
                        + " {type: object, required: [k], properties: {k: {type: string}, n: {type: integer, maximum: 1}}}}}}");
        String old = "{v: long, list: [{k: a, n: 5}, {k: b}]}";
        assertThat(faults(type, old, old)).isEmpty();
        assertThat(faults(type, "{must: 1, v: long, w: new, list: [{k: c}, {k: a, n: 5}]}", old))
                .as("moved within a keyed list, and beside a change")
                .isEmpty();
        assertThat(faults(type, "{v: longer, list: [{k: a, n: 6}]}", old))
                .containsExactlyInAnyOrder(
                        "spec.must: Required value",
                        "spec.v: Too long: may not be more than 1 bytes",
                        "spec.list[0].n: Invalid value: 6: spec.list[0].n in body should be less than or equal to 1");
    }

    @Test
    void throughTheStatusSubresourceOnlyStatusIsHeldAgainstTheSchema() {
        CustomType widget = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
        ObjectNode old = Json.object("{apiVersion: demo.example.com/v1, kind: Widget, metadata: {name: a, namespace: t,"
                + " resourceVersion: '1'}, spec: {title: a, color: '3'}}");
        ObjectNode fresh = old.deepCopy();
        fresh.putObject("status").put("phase", 3);
        assertThat(widget.validateStatus(fresh, old))
                .extracting(Cause::text)
                .contains(
                        "status.phase: Invalid value: \"integer\": phase in body must be of type string: \"integer\"");
        fresh.putObject("status").put("replicas", -1);
        assertThat(widget.validateStatus(fresh, old))
                .extracting(Cause::text)
                .containsExactly(".status.replicas: Invalid value: -1: should be a non-negative integer");
    }

    @Test
    void anotherKindOrVersionIsRefusedBeforeAllElse() {
        CustomType type = type("{type: object}");
        ObjectNode object = Json.object("{apiVersion: example.com/v2, kind: U}");
        assertThat(type.validate(object, Optional.empty()))
                .extracting(Cause::text)
                .containsExactly(
                        "kind: Invalid value: \"U\": must be T",
                        "apiVersion: Invalid value: \"example.com/v2\": must be example.com/v1");
    }

    @Test
    void aVersionThatIsNotThereCannotBeCompiled() {
        ObjectNode crd = (ObjectNode) Json.resource("widgets-crd.json");
        assertThatThrownBy(() -> CustomType.compile(crd, "v7")).hasMessage("no version v7");
    }

    @Test
    void theDefinitionTellsWhatElseThereIs() {
        CustomType widget = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
        assertThat(widget.hasStatus()).isTrue();
        assertThat(widget.hasScale()).isTrue();
        assertThat(widget.scale().path("specReplicasPath").asText()).isEqualTo(".spec.replicas");
        assertThat(widget.selectableFields()).containsExactly("spec.color", "spec.size");
        JsonNode published = widget.openApiV3Schema();
        assertThat(published
                        .path("properties")
                        .path("spec")
                        .path("properties")
                        .path("title")
                        .path("maxLength")
                        .asInt())
                .isEqualTo(20);
        assertThat(published
                        .path("x-kubernetes-group-version-kind")
                        .get(0)
                        .path("kind")
                        .asText())
                .isEqualTo("Widget");
        CustomType gadget = CustomType.compile((ObjectNode) Json.resource("gadgets-crd.json"), "v1");
        assertThat(gadget.hasStatus()).isFalse();
        assertThat(gadget.hasScale()).isFalse();
    }
}
