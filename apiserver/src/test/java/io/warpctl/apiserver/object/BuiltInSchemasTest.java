package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInSchemasTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: ConfigMap, data: {a: b}, immutable: false} |"
                        + " {apiVersion: v1, kind: ConfigMap, metadata: {}, data: {a: b}, immutable: false}",
                "{apiVersion: v1, kind: Namespace} |"
                        + " {apiVersion: v1, kind: Namespace, metadata: {}, spec: {}, status: {}}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role} |"
                        + " {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {}, rules: null}",
                "{apiVersion: coordination.k8s.io/v1, kind: Lease, spec: {renewTime: '2026-01-01T00:00:00Z'}} |"
                        + " {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {},"
                        + " spec: {renewTime: '2026-01-01T00:00:00.000000Z'}}",
                "{apiVersion: v1, kind: Event, count: 0, involvedObject: {name: x}} |"
                        + " {apiVersion: v1, kind: Event, metadata: {}, involvedObject: {name: x}, source: {},"
                        + " firstTimestamp: null, lastTimestamp: null, eventTime: null, reportingComponent: '',"
                        + " reportingInstance: ''}",
                "{apiVersion: events.k8s.io/v1, kind: Event, note: x} |"
                        + " {apiVersion: events.k8s.io/v1, kind: Event, metadata: {}, note: x, eventTime: null}",
                "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: g, versions:"
                        + " [{name: v1, subresources: {status: {}}}]}} |"
                        + " {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {}, spec:"
                        + " {group: g, names: {plural: '', kind: ''}, scope: '', versions: [{name: v1, served: false,"
                        + " storage: false, subresources: {status: {}}}]}, status: {conditions: null, acceptedNames:"
                        + " {plural: '', kind: ''}, storedVersions: null}}"
            })
    void anObjectIsBroughtIntoTheFormOfItsType(String given, String expected) {
        ObjectNode object = Json.object(given);
        assertThat(BuiltInSchemas.coerce(object)).isEmpty();
        assertThat(object).isEqualTo(Json.of(expected));
    }

    @Test
    void unknownFieldsAreDroppedAndReported() {
        ObjectNode object = Json.object(
                "{apiVersion: v1, kind: Secret, metadata: {name: s, odd: 1}, bogus: 1," + " data: {k: dg==}}");
        assertThat(BuiltInSchemas.coerce(object)).containsExactly("bogus", "metadata.odd");
        assertThat(object.has("bogus")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: ConfigMap, data: {a: 3}} | json: cannot unmarshal number into Go struct field"
                        + " ConfigMap.data of type string",
                "{apiVersion: v1, kind: Secret, data: {a: '%%'}} | illegal base64 data at input byte 0",
                "{apiVersion: v1, kind: Event, count: 3000000000} | json: cannot unmarshal number 3000000000 into Go"
                        + " struct field Event.count of type int32"
            })
    void wrongTypesAreRefused(String object, String text) {
        String kind = Json.object(object).path("kind").asText();
        assertThatThrownBy(() -> BuiltInSchemas.coerce(Json.object(object)))
                .hasMessage(kind + " in version \"v1\" cannot be handled as a " + kind + ": " + text);
    }

    @Test
    void kindsThatAreNotBuiltInHaveNoSchema() {
        assertThat(BuiltInSchemas.of(new GroupVersionKind("example.com", "v1", "Widget")))
                .isEmpty();
    }
}
