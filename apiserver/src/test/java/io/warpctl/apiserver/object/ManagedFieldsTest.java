package io.warpctl.apiserver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {
    private static final String V1 = "example.com/v1";
    private static final String EARLY = "2026-01-01T00:00:00Z";
    private static final String LATE = "2026-01-02T00:00:00Z";
    private static final TypeSchema TYPE = TypeSchema.custom(
            BuiltInSchemas.object(Map.of(
                    "spec",
                    Shape.fields(Map.of(
                            "a", Shape.SCALAR,
                            "b", Shape.SCALAR,
                            "whole", Shape.atomicList(),
                            "tags", Shape.set(),
                            "marks", Shape.map(Shape.SCALAR),
                            "parts",
                                    Shape.listMap(
                                            Shape.fields(Map.of("name", Shape.SCALAR, "n", Shape.SCALAR)), "name"))),
                    "status",
                    Shape.map(Shape.FREE))),
            true);

    private static ObjectNode object(String spec) {
        return Json.object("{apiVersion: example.com/v1, kind: T, metadata: {name: x}, spec: " + spec + "}");
    }

    private static ObjectNode nothing() {
        return Json.object("{}");
    }

    private static ObjectNode create(String spec, String manager) {
        ObjectNode created = ManagedFields.updated(nothing(), object(spec), manager, "", V1, EARLY, TYPE);
        created.withObjectProperty("metadata").put("uid", "u");
        return created;
    }

    private static ObjectNode update(ObjectNode old, String spec, String manager) {
        ObjectNode fresh = old.deepCopy();
        fresh.set("spec", Json.of(spec));
        return ManagedFields.updated(old, fresh, manager, "", V1, LATE, TYPE);
    }

    private static ObjectNode apply(ObjectNode live, String spec, String manager, boolean force) {
        ObjectNode stored = ManagedFields.applied(live, object(spec), manager, "", V1, force, LATE, TYPE);
        stored.withObjectProperty("metadata").put("uid", "u");
        return stored;
    }

    private static JsonNode owned(ObjectNode object, String manager) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry.path("fieldsV1");
            }
        }
        return Json.of("{}");
    }

    @Test
    void whoCreatesOwnsEverything() {
        ObjectNode created = create("{a: 1, parts: [{name: p, n: 2}], tags: [t], whole: [1, 2]}", "m");
        assertThat(owned(created, "m"))
                .isEqualTo(Json.of("{'f:spec': {'.': {}, 'f:a': {}, 'f:whole': {},"
                        + " 'f:tags': {'.': {}, 'v:\"t\"': {}},"
                        + " 'f:parts': {'.': {}, 'k:{\"name\":\"p\"}': {'.': {}, 'f:name': {}, 'f:n': {}}}}}"));
    }

    @Test
    void whoChangesAFieldTakesItFromItsOwner() {
        ObjectNode changed = update(create("{a: 1, b: 1}", "m"), "{a: 2, b: 1}", "n");
        assertThat(owned(changed, "m")).isEqualTo(Json.of("{'f:spec': {'.': {}, 'f:b': {}}}"));
        assertThat(owned(changed, "n")).isEqualTo(Json.of("{'f:spec': {'f:a': {}}}"));
    }

    @Test
    void whatIsRemovedIsNobodys() {
        ObjectNode removed = update(create("{a: 1, parts: [{name: p}, {name: q}]}", "m"), "{parts: [{name: q}]}", "n");
        assertThat(owned(removed, "m"))
                .isEqualTo(Json.of("{'f:spec': {'.': {}, 'f:parts': {'.': {}, 'k:{\"name\":\"q\"}':"
                        + " {'.': {}, 'f:name': {}}}}}"));
        assertThat(removed.path("metadata").path("managedFields")).hasSize(1);
    }

    @Test
    void aWriteWithoutAChangeChangesNothing() {
        ObjectNode created = create("{a: 1}", "m");
        assertThat(update(created, "{a: 1.0}", "n").path("metadata")).isEqualTo(created.path("metadata"));
    }

    @Test
    void managedFieldsCanBeReplacedAndClearedButNotThroughASubresource() {
        ObjectNode created = create("{a: 1}", "m");
        ObjectNode forged = created.deepCopy();
        JsonNode entry = Json.of("[{manager: f, operation: Update, apiVersion: example.com/v1, fieldsType: FieldsV1,"
                + " fieldsV1: {'f:spec': {'f:a': {}}}}]");
        forged.withObjectProperty("metadata").set("managedFields", entry);
        ObjectNode accepted = ManagedFields.updated(created, forged, "n", "", V1, LATE, TYPE);
        assertThat(accepted.path("metadata").path("managedFields")).isEqualTo(entry);
        ObjectNode ignored = ManagedFields.updated(created, forged, "n", "status", V1, LATE, TYPE);
        assertThat(owned(ignored, "m")).isEqualTo(owned(created, "m"));

        ObjectNode cleared = created.deepCopy();
        cleared.withObjectProperty("metadata").set("managedFields", Json.of("[{}]"));
        ObjectNode without = ManagedFields.updated(created, cleared, "n", "", V1, LATE, TYPE);
        assertThat(without.path("metadata").has("managedFields")).isFalse();
        assertThat(update(without, "{a: 2}", "n").path("metadata").has("managedFields"))
                .as("an object without owners gets none by an update")
                .isFalse();
    }

    @Test
    void theFirstApplyToAnObjectWithoutOwnersRemembersWhatWasThere() {
        ObjectNode live = object("{a: 1, b: 2}");
        live.withObjectProperty("metadata").put("uid", "u");
        assertThatThrownBy(() -> apply(live, "{a: 5}", "m", false))
                .hasMessage("Apply failed with 1 conflict: conflict with \"before-first-apply\" using example.com/v1:"
                        + " .spec.a");
        ObjectNode applied = apply(live, "{a: 5}", "m", true);
        assertThat(owned(applied, "before-first-apply")).isEqualTo(Json.of("{'f:spec': {'.': {}, 'f:b': {}}}"));
    }

    @Test
    void whatIsNoLongerAppliedGoesUnlessAnotherOwnsIt() {
        ObjectNode first = apply(nothing(), "{a: 1, b: 2, parts: [{name: p, n: 1}, {name: q, n: 1}]}", "m", false);
        ObjectNode shared = apply(first, "{b: 2, parts: [{name: q, n: 1}]}", "n", false);
        ObjectNode dropped = apply(shared, "{}", "m", false);
        assertThat(dropped.path("spec")).isEqualTo(Json.of("{b: 2, parts: [{name: q, n: 1}]}"));
        assertThat(owned(dropped, "m")).isEqualTo(Json.of("{'f:spec': {}}"));
    }

    @Test
    void anItemItsManagerDropsGoesEvenIfAnotherChangedAFieldOfIt() {
        ObjectNode first = apply(nothing(), "{parts: [{name: p, n: 1}]}", "m", false);
        ObjectNode updated = update(first, "{parts: [{name: p, n: 2}]}", "u");
        ObjectNode dropped = apply(updated, "{a: 1}", "m", false);
        assertThat(dropped.path("spec")).isEqualTo(Json.of("{a: 1}"));
        assertThat(owned(dropped, "u").isEmpty()).isTrue();
    }

    @Test
    void listsKeepTheOrderOfBothSidesAsFarAsTheyAgree() {
        ObjectNode live = create("{parts: [{name: a}, {name: b}, {name: c}], tags: [x, y]}", "u");
        ObjectNode applied = apply(live, "{parts: [{name: c}, {name: d}, {name: a}], tags: [z, x]}", "m", true);
        assertThat(applied.path("spec"))
                .isEqualTo(Json.of("{parts: [{name: b}, {name: c}, {name: d}, {name: a}], tags: [z, x, y]}"));
    }

    @Test
    void atomicListsAreReplacedAndConflictAsAWhole() {
        ObjectNode live = apply(nothing(), "{whole: [1, 2]}", "m", false);
        assertThatThrownBy(() -> apply(live, "{whole: [1]}", "n", false)).hasMessageContaining(".spec.whole");
        assertThat(apply(live, "{whole: [3]}", "n", true).path("spec").path("whole"))
                .isEqualTo(Json.of("[3]"));
    }

    @Test
    void applyingAgainIsNoWriteAndChangedOwnershipAloneKeepsTheTime() {
        ObjectNode live = apply(nothing(), "{a: 1, b: 1}", "m", false);
        assertThat(ManagedFields.applied(
                        live, object("{a: 1, b: 1}"), "m", "", V1, false, "2030-01-01T00:00:00Z", TYPE))
                .isEqualTo(live);
        ObjectNode updated = update(live, "{a: 1, b: 1, marks: {k: v}}", "u");
        ObjectNode fewer = ManagedFields.applied(
                updated, object("{a: 1, b: 1, marks: {k: v}}"), "m", "", V1, false, "2030-01-01T00:00:00Z", TYPE);
        assertThat(owned(fewer, "m").path("f:spec").has("f:marks")).isTrue();
        assertThat(fewer.path("metadata")
                        .path("managedFields")
                        .get(0)
                        .path("time")
                        .asText())
                .isEqualTo(LATE);
    }

    @Test
    void fieldsUnknownToTheSchemaAndItemsTwiceCannotBeApplied() {
        assertThatThrownBy(() -> apply(nothing(), "{zz: 1}", "m", false))
                .hasMessage("failed to create typed patch object (/x; example.com/v1, Kind=T): .spec.zz: field not"
                        + " declared in schema");
        assertThatThrownBy(() -> apply(nothing(), "{parts: [{name: p}, {name: p}], tags: [t, t]}", "m", false))
                .hasMessageContaining(".spec.parts: duplicate entries for key [name=\"p\"]")
                .hasMessageContaining(".spec.tags: duplicate entries for key [=\"t\"]");
        assertThatThrownBy(() -> apply(nothing(), "{parts: [{n: 1}]}", "m", false))
                .hasMessageContaining("omits key field \"name\"");
        assertThatThrownBy(() -> apply(nothing(), "{tags: x}", "m", false)).hasMessageContaining("expected list");
    }

    @Test
    void aPatchWithOwnersIsRefused() {
        ObjectNode patch = object("{a: 1}");
        patch.withObjectProperty("metadata")
                .putArray("managedFields")
                .addObject()
                .put("manager", "x");
        assertThatThrownBy(() -> ManagedFields.applied(nothing(), patch, "m", "", V1, false, LATE, TYPE))
                .hasMessage("metadata.managedFields must be nil");
    }

    @Test
    void theTenthAndOlderUpdatersAreJoined() {
        ObjectNode object = create("{marks: {}}", "m0");
        for (int i = 1; i <= 12; i++) {
            ObjectNode fresh = object.deepCopy();
            ((ObjectNode) fresh.path("spec").path("marks")).put("k" + i, "v");
            String time = String.format("2026-01-01T00:00:%02dZ", i);
            object = ManagedFields.updated(object, fresh, "m" + i, "", V1, time, TYPE);
        }
        assertThat(object.path("metadata").path("managedFields")).hasSize(10);
        assertThat(owned(object, "ancient-changes")
                        .path("f:spec")
                        .path("f:marks")
                        .has("f:k2"))
                .isTrue();
        assertThat(owned(object, "m12").path("f:spec").path("f:marks").has("f:k12"))
                .isTrue();
    }

    @Test
    void builtInTypesHaveFieldsBeforeAnyoneSetsThem() {
        GroupVersionKind lease = new GroupVersionKind("coordination.k8s.io", "v1", "Lease");
        ObjectNode object = Json.object("{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: l,"
                + " labels: {a: b}}, spec: {holderIdentity: h}}");
        ObjectNode created = ManagedFields.updated(
                nothing(),
                object,
                "m",
                "",
                lease.apiVersion(),
                EARLY,
                BuiltInSchemas.of(lease).orElseThrow());
        assertThat(owned(created, "m"))
                .isEqualTo(Json.of(
                        "{'f:metadata': {'f:labels': {'.': {}, 'f:a': {}}}," + " 'f:spec': {'f:holderIdentity': {}}}"));
    }

    @Test
    void kubectlMovesFromClientSideApplyWithoutConflicts() {
        ObjectNode csa = object("{a: 1, b: 1}");
        csa.withObjectProperty("metadata")
                .putObject("annotations")
                .put(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"T\",\"metadata\":{\"name\":\"x\"},"
                                + "\"spec\":{\"a\":1}}");
        ObjectNode live = ManagedFields.updated(nothing(), csa, "kubectl-client-side-apply", "", V1, EARLY, TYPE);
        assertThat(apply(live, "{a: 2}", "kubectl", false)
                        .path("spec")
                        .path("a")
                        .asInt())
                .isEqualTo(2);
        assertThatThrownBy(() -> apply(live, "{b: 2}", "kubectl", false)).hasMessageContaining(".spec.b");
        assertThatThrownBy(() -> apply(live, "{a: 2}", "other", false)).hasMessageContaining(".spec.a");
        assertThat(apply(live, "{a: 2}", "kubectl", false)
                        .path("metadata")
                        .path("annotations")
                        .path("kubectl.kubernetes.io/last-applied-configuration")
                        .asText())
                .contains("\"a\":2");
    }

    @Test
    void aTimeAloneIsNoChange() {
        ObjectNode old = create("{a: 1}", "m");
        ObjectNode later = old.deepCopy();
        ((ObjectNode) later.path("metadata").path("managedFields").get(0)).put("time", LATE);
        assertThat(ManagedFields.unlessOnlyTimesDiffer(old, later)).isEqualTo(old);
        ObjectNode changed = update(old, "{a: 2}", "m");
        assertThat(ManagedFields.unlessOnlyTimesDiffer(old, changed)).isEqualTo(changed);
    }

    @Test
    void itemsWithoutKeysLeaveAnObjectWithoutOwnersForValidationToRefuse() {
        ObjectNode created = ManagedFields.updated(nothing(), object("{parts: [{n: 1}]}"), "m", "", V1, EARLY, TYPE);
        assertThat(created.path("metadata").has("managedFields")).isFalse();
    }
}
