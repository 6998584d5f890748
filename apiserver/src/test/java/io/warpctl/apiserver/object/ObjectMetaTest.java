package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectMetaTest {

    private static ObjectNode object(String metadata) {
        return Json.object("{apiVersion: example.com/v1, kind: Widget, metadata: " + metadata + "}");
    }

    private static List<Cause> faults(String metadata) {
        return ObjectMeta.validate(object(metadata), true, NameRule.SUBDOMAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{namespace: t} | metadata.name: Required value: name or generateName is required",
                "{name: a} | metadata.namespace: Required value",
                "{name: a, namespace: a.b} | metadata.namespace: Invalid value: \"a.b\": must not contain dots",
                "{name: a, namespace: t, labels: {/x: v}} | metadata.labels: Invalid value: \"/x\": prefix part must be"
                        + " non-empty",
                "{name: a, namespace: t, finalizers: [orphan, foregroundDeletion]} | metadata.finalizers: Invalid value:"
                        + " [\"orphan\",\"foregroundDeletion\"]: finalizer orphan and foregroundDeletion cannot be both"
                        + " set",
                "{name: a, namespace: t, ownerReferences: [{apiVersion: v1, kind: Event, name: e, uid: u}]} |"
                        + " metadata.ownerReferences: Invalid value:"
                        + " {\"apiVersion\":\"v1\",\"kind\":\"Event\",\"name\":\"e\",\"uid\":\"u\"}: /v1, Kind=Event is"
                        + " disallowed from being an owner",
                "{name: a, namespace: t, ownerReferences: [{kind: K, name: e, uid: u}]} |"
                        + " metadata.ownerReferences.apiVersion: Invalid value: \"\": version must not be empty",
                "{name: a, namespace: t, managedFields: [{operation: Take}]} | metadata.managedFields[0].operation:"
                        + " Invalid value: \"Take\": must be `Apply` or `Update`"
            })
    void aFaultIsNamedWithItsField(String metadata, String expected) {
        assertThat(faults(metadata)).extracting(Cause::text).containsExactly(expected);
    }

    @Test
    void annotationKeysMayHaveUpperCase() {
        assertThat(faults("{name: a, namespace: t, annotations: {Example.COM/Key: 'any thing'}}"))
                .isEmpty();
    }

    @Test
    void aGeneratedNameMayBeginWithWhatNoNameEndsWith() {
        assertThat(faults("{name: a-x1, generateName: a-, namespace: t}")).isEmpty();
        assertThat(faults("{name: a-x1, generateName: A-, namespace: t}")).hasSize(1);
    }

    @Test
    void objectsOfTheClusterHaveNoNamespace() {
        ObjectNode object = object("{name: a, namespace: t}");
        assertThat(ObjectMeta.validate(object, false, NameRule.SUBDOMAIN))
                .extracting(Cause::text)
                .containsExactly("metadata.namespace: Forbidden: not allowed on this type");
    }

    @Test
    void namesOfRolesOnlyHaveToFitIntoAPath() {
        ObjectNode object = object("{name: 'system:Node:x'}");
        assertThat(ObjectMeta.validate(object, false, NameRule.PATH_SEGMENT)).isEmpty();
        ObjectNode slashed = object("{name: a/b%}");
        assertThat(ObjectMeta.validate(slashed, false, NameRule.PATH_SEGMENT)).hasSize(2);
    }

    @Test
    void anUpdateMayNotChangeIdentityNorTimes() {
        ObjectNode old = object("{name: a, uid: u, resourceVersion: '1', creationTimestamp: x, generation: 3}");
        ObjectNode fresh = object("{name: b, uid: v, creationTimestamp: y, generation: 2}");
        assertThat(ObjectMeta.validateUpdate(fresh, old))
                .extracting(Cause::field)
                .containsExactly(
                        "metadata.resourceVersion",
                        "metadata.generation",
                        "metadata.name",
                        "metadata.uid",
                        "metadata.creationTimestamp");
    }

    @Test
    void aDyingObjectGetsNoNewFinalizers() {
        ObjectNode old = object("{name: a, resourceVersion: '1', deletionTimestamp: x, finalizers: [a/b, a/c]}");
        ObjectNode fewer = object("{name: a, resourceVersion: '1', deletionTimestamp: x, finalizers: [a/b]}");
        ObjectNode more = object("{name: a, resourceVersion: '1', deletionTimestamp: x, finalizers: [a/d]}");
        assertThat(ObjectMeta.validateUpdate(fewer, old)).isEmpty();
        assertThat(ObjectMeta.validateUpdate(more, old))
                .extracting(Cause::text)
                .containsExactly("metadata.finalizers: Forbidden: no new finalizers can be added if the object is being"
                        + " deleted, found new finalizers []string{\"a/d\"}");
    }

    @Test
    void theServerKeepsWhatIsItsOwn() {
        ObjectNode old = object("{name: a, uid: u, creationTimestamp: x, generation: 3, deletionTimestamp: d}");
        ObjectNode fresh = object("{name: a, creationTimestamp: forged, generation: 9}");
        ObjectMeta.keepServerFields(fresh, old);
        assertThat(fresh.path("metadata")).isEqualTo(old.path("metadata"));
    }

    @Test
    void finalizersWithoutADomainAreWarnedOf() {
        ObjectNode fresh = object("{name: a, finalizers: [plain, orphan, a.b/c]}");
        assertThat(ObjectMeta.warnings(fresh))
                .singleElement()
                .asString()
                .startsWith("metadata.finalizers: \"plain\": prefer a domain-qualified finalizer name");
    }

    @Test
    void decodingDropsWhatIsEmptyAndWhatIsUnknown() {
        ObjectNode object = object("{name: a, labels: {}, annotations: {a: null}, finalizers: [], generation: 0,"
                + " creationTimestamp: null, madeUp: 1,"
                + " ownerReferences: [{kind: K, name: n, uid: u, controller: false, x: 1}]}");
        assertThat(ObjectMeta.coerce(object)).containsExactly("metadata.madeUp", "metadata.ownerReferences[0].x");
        assertThat(object.path("metadata"))
                .isEqualTo(Json.of("{name: a, annotations: {a: ''},"
                        + " ownerReferences: [{kind: K, name: n, uid: u, controller: false, apiVersion: ''}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: 3} | json: cannot unmarshal number into Go struct field ObjectMeta.name of type string",
                "{finalizers: x} | json: cannot unmarshal string into Go struct field ObjectMeta.finalizers of type"
                        + " []string",
                "{generation: 1.5} | json: cannot unmarshal number 1.5 into Go struct field ObjectMeta.generation of"
                        + " type int64",
                "{ownerReferences: [{uid: true}]} | json: cannot unmarshal bool into Go struct field"
                        + " OwnerReference.ownerReferences.uid of type string",
                "{creationTimestamp: 5} | json: cannot unmarshal number into Go value of type string"
            })
    void wrongTypesAreRefusedInTheDecodersWords(String metadata, String text) {
        assertThatThrownBy(() -> ObjectMeta.coerce(object(metadata)))
                .hasMessage("Widget in version \"v1\" cannot be handled as a Widget: " + text);
    }

    @Test
    void timesAreKeptInSecondsAndUniversalTime() {
        ObjectNode object = object("{creationTimestamp: '2026-01-02T03:04:05.678+01:00'}");
        ObjectMeta.coerce(object);
        assertThat(object.path("metadata").path("creationTimestamp").asText()).isEqualTo("2026-01-02T02:04:05Z");
    }
}
