package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Manager.Owned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Who owns which field: {@code metadata.managedFields} under ordinary writes, and server-side apply. */
public final class ManagedFields {
    private static final String STATUS = "status";
    private static final String SCALE = "scale";
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    private ManagedFields() {}

    /**
     * The object to store after a create, update or patch (not apply): {@code fresh} with its managedFields brought
     * up to date.
     *
     * <p>A client may replace managedFields, and clear them with one empty entry, but not through a subresource.
     * Objects without managedFields stay without them until they are applied.
     *
     * @param old the stored object; an empty object for a create
     * @param fresh the object as it is to be stored, defaulted and pruned; its managedFields are those the client sent. The result shares
     *     all but its metadata
     * @param subresource {@code status} or {@code scale}; empty for the object itself
     * @param apiVersion of the request
     * @param time RFC 3339, seconds, UTC
     */
    public static ObjectNode updated(
            ObjectNode old,
            ObjectNode fresh,
            String manager,
            String subresource,
            String apiVersion,
            String time,
            TypeSchema schema) {
        Managers managers = sent(old, fresh, !subresource.isEmpty());
        ObjectNode result = withOwnMetadata(fresh);
        if (managers.isEmpty() && old.path("metadata").hasNonNull("uid")) {
            managers.encode(result);
            return result;
        }
        Manager writer = Manager.updating(manager, apiVersion, subresource);
        UnaryOperator<FieldSet> filter = filter(subresource, schema);
        try {
            // As Kubernetes does: the scale subresource leaves no time.
            String when = subresource.equals(SCALE) ? "" : time;
            update(managers, writer, blank(old, fresh, schema), fresh, apiVersion, when, filter, schema);
        } catch (IllegalArgumentException itemsWithoutKeys) {
            // Validation has more to say about such an object; nobody owns what cannot be named.
            managers = new Managers();
        }
        managers.strip();
        managers.cap();
        managers.encode(result);
        return result;
    }

    /**
     * The object to store after a server-side apply. If the apply changes nothing, the result equals {@code live}.
     * What the endpoint may not write (status through the object, all else through status) stays as it is.
     *
     * @param live the stored object; an empty object if the apply creates it
     * @param applied what the client applied
     * @param force whether fields of other managers are taken
     * @throws ApiError 409 with the conflicts, 400 if the patch has managedFields or does not fit the schema
     */
    public static ObjectNode applied(
            ObjectNode live,
            ObjectNode applied,
            String manager,
            String subresource,
            String apiVersion,
            boolean force,
            String time,
            TypeSchema schema) {
        if (!applied.path("metadata").path("managedFields").isEmpty()) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        ApplyCheck.check(applied, schema);
        try {
            return merged(live, applied, manager, subresource, apiVersion, force, time, schema);
        } catch (IllegalArgumentException itemsWithoutKeys) {
            throw ApiError.badRequest("failed to create typed live object: " + itemsWithoutKeys.getMessage());
        }
    }

    private static ObjectNode merged(
            ObjectNode live,
            ObjectNode applied,
            String manager,
            String subresource,
            String apiVersion,
            boolean force,
            String time,
            TypeSchema schema) {
        Managers managers = decodeOrEmpty(live.path("metadata").path("managedFields"));
        Map<Manager, FieldSet> before = managers.sets();
        UnaryOperator<FieldSet> filter = filter(subresource, schema);
        if (managers.isEmpty() && !live.isEmpty()) {
            Manager unknown = Manager.updating(BEFORE_FIRST_APPLY, apiVersion, subresource);
            update(managers, unknown, typed(schema.blank(), live), live, apiVersion, time, filter, schema);
            managers.strip();
        }
        ObjectNode bare = live.isEmpty() ? typed(schema.blank().deepCopy(), applied) : withoutManagedFields(live);
        Manager applier = Manager.applying(manager, subresource);
        FieldSet last = managers.of(applier);
        String lastTime = managers.owned().containsKey(applier)
                ? managers.owned().get(applier).time()
                : "";
        FieldSet now = filter.apply(FieldSets.of(schema.root(), applied));
        managers.owned().put(applier, new Owned(now, apiVersion, time));

        ObjectNode merged = (ObjectNode) Merger.merge(schema.root(), bare, applied);
        merged = Pruning.prune(schema.root(), merged, last, managers.all());
        Comparison changes = Comparison.of(schema.root(), bare, merged).map(filter);
        takeOver(managers, applier, changes, force, LastApplied.takeable(applier, bare, schema.root()));
        managers.strip();

        ObjectNode result = within(subresource, schema, bare, merged);
        LastApplied.update(applier, result, applied);
        if (JsonEquality.equal(result, bare)) {
            if (managers.sets().equals(before)) {
                return live.deepCopy();
            }
            // The object itself did not change, so neither does the time at which this manager last changed it.
            managers.owned().computeIfPresent(applier, (m, o) -> new Owned(o.fields(), apiVersion, lastTime));
        }
        managers.cap();
        managers.encode(result);
        return result;
    }

    /** {@code fresh}, or {@code old} if both differ in nothing but times in managedFields: such a write is none. */
    public static ObjectNode unlessOnlyTimesDiffer(ObjectNode old, ObjectNode fresh) {
        return JsonEquality.equal(withoutTimes(old), withoutTimes(fresh)) ? old.deepCopy() : fresh;
    }

    private static void update(
            Managers managers,
            Manager writer,
            JsonNode old,
            JsonNode fresh,
            String apiVersion,
            String time,
            UnaryOperator<FieldSet> filter,
            TypeSchema schema) {
        Comparison changes =
                Comparison.of(schema.root(), unmanaged(old), unmanaged(fresh)).map(filter);
        managers.takeFromOthers(writer, changes.changed());
        managers.takeFromOthers(writer, changes.removed());
        FieldSet changed = changes.changed();
        FieldSet kept = managers.of(writer).difference(changes.removed());
        if (!changed.isEmpty()) {
            managers.owned().put(writer, new Owned(kept.union(changed), apiVersion, time));
        } else {
            managers.owned().computeIfPresent(writer, (m, owned) -> owned.with(kept));
        }
        managers.forgetEmpty();
    }

    private static void takeOver(
            Managers managers, Manager applier, Comparison changes, boolean force, FieldSet takeable) {
        List<Conflict> conflicts = new ArrayList<>();
        managers.owned().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(applier))
                .sorted(Comparator.comparing(entry -> entry.getKey().shown()))
                .forEach(entry -> {
                    FieldSet taken = entry.getValue()
                            .fields()
                            .intersection(changes.changed())
                            .difference(takeable);
                    if (!taken.isEmpty()) {
                        conflicts.add(new Conflict(entry.getKey().shown(), taken.leaves()));
                    }
                });
        if (!force && !conflicts.isEmpty()) {
            throw ApiError.applyConflict(conflicts);
        }
        managers.takeFromOthers(applier, changes.changed());
        managers.takeFromOthers(applier, changes.removed());
        managers.forgetEmpty();
    }

    /** The managers a write starts from: those the client sent if it may send some, else the stored ones. */
    private static Managers sent(ObjectNode old, ObjectNode fresh, boolean subresource) {
        JsonNode stored = old.path("metadata").path("managedFields");
        JsonNode sent = fresh.path("metadata").path("managedFields");
        if (subresource) {
            return decodeOrEmpty(stored);
        }
        if (sent.size() == 1 && sent.get(0).isEmpty()) {
            return new Managers();
        }
        Managers managers = decodeOrEmpty(sent);
        return managers.isEmpty() ? decodeOrEmpty(stored) : managers;
    }

    private static Managers decodeOrEmpty(JsonNode managedFields) {
        try {
            return Managers.decode(managedFields);
        } catch (IllegalArgumentException malformed) {
            // As Kubernetes does: managers that cannot be read own nothing, and the write goes on.
            return new Managers();
        }
    }

    /** Which fields an endpoint writes. */
    private static UnaryOperator<FieldSet> filter(String subresource, TypeSchema schema) {
        String status = FieldElement.field(STATUS);
        if (subresource.equals(STATUS)) {
            return set -> set.filter(status::equals);
        }
        return schema.status() ? set -> set.filter(first -> !first.equals(status)) : set -> set;
    }

    private static ObjectNode within(String subresource, TypeSchema schema, ObjectNode live, ObjectNode merged) {
        if (subresource.equals(STATUS)) {
            return withStatusOf(merged, live);
        }
        return schema.status() ? withStatusOf(live, merged) : merged;
    }

    private static ObjectNode withStatusOf(ObjectNode source, ObjectNode target) {
        ObjectNode result = target.deepCopy();
        result.remove(STATUS);
        if (source.has(STATUS)) {
            result.set(STATUS, source.get(STATUS).deepCopy());
        }
        return result;
    }

    private static JsonNode blank(ObjectNode old, ObjectNode fresh, TypeSchema schema) {
        return typed(old.isEmpty() ? schema.blank() : old, fresh);
    }

    /** The object, saying of which type it is if it does not yet: that is no change anybody made. */
    private static ObjectNode typed(ObjectNode object, ObjectNode like) {
        ObjectNode copy = shallow(object);
        for (String field : List.of("apiVersion", "kind")) {
            if (!copy.has(field) && like.has(field)) {
                copy.set(field, like.get(field));
            }
        }
        return copy;
    }

    private static ObjectNode withoutManagedFields(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return copy;
    }

    /** The same to look at; shares all but its metadata. */
    private static ObjectNode unmanaged(JsonNode object) {
        ObjectNode copy = withOwnMetadata((ObjectNode) object);
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return copy;
    }

    /** The same to look at; shares all but its metadata. */
    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode copy = withOwnMetadata(object);
        if (copy.path("metadata").path("managedFields") instanceof ArrayNode entries) {
            ArrayNode timeless = ((ObjectNode) copy.get("metadata")).putArray("managedFields");
            entries.forEach(entry -> timeless.add(shallow((ObjectNode) entry).without("time")));
        }
        return copy;
    }

    private static ObjectNode withOwnMetadata(ObjectNode object) {
        ObjectNode copy = shallow(object);
        if (object.path("metadata") instanceof ObjectNode metadata) {
            copy.set("metadata", shallow(metadata));
        }
        return copy;
    }

    private static ObjectNode shallow(ObjectNode object) {
        return object.objectNode().setAll(object);
    }
}
