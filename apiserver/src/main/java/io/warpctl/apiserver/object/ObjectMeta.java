package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of {@code metadata}. */
public final class ObjectMeta {
    private static final String NAME = "metadata.name";
    private static final Set<String> PLAIN_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");
    private static final List<String> IMMUTABLE =
            List.of("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds");

    private ObjectMeta() {}

    /** What is wrong with an object's metadata, with field paths beginning with {@code metadata}. */
    public static List<Cause> validate(ObjectNode object, boolean namespaced, NameRule names) {
        JsonNode metadata = object.path("metadata");
        List<Cause> causes = new ArrayList<>();
        String generateName = metadata.path("generateName").asText("");
        if (!generateName.isEmpty()) {
            // What is generated ends in a letter or digit, so a prefix may end in what a name may not.
            String prefix = generateName.endsWith("-") ? generateName.replaceAll("-$", "a") : generateName;
            faults(causes, "metadata.generateName", generateName, names.faults(prefix));
        }
        String name = metadata.path("name").asText("");
        if (name.isEmpty()) {
            causes.add(Cause.required(NAME, "name or generateName is required"));
        } else {
            faults(causes, NAME, name, names.faults(name));
        }
        causes.addAll(namespace(metadata.path("namespace").asText(""), namespaced));
        causes.addAll(MetadataRules.shared(metadata));
        causes.addAll(MetadataRules.finalizers(metadata.path("finalizers")));
        return causes;
    }

    /**
     * What an update may not change: name, namespace, uid, creationTimestamp, …, and finalizers of dying objects.
     *
     * <p>Kubernetes checks these rules twice, for all types alike and again for each type, and answers with each cause
     * twice. The checks of types here include them; who wants the same answers adds them once more.
     */
    public static List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old) {
        JsonNode now = fresh.path("metadata");
        JsonNode before = old.path("metadata");
        List<Cause> causes = new ArrayList<>();
        if (before.hasNonNull("deletionTimestamp")) {
            List<String> added = texts(now.path("finalizers"));
            added.removeAll(texts(before.path("finalizers")));
            if (!added.isEmpty()) {
                String shown = added.stream().map(GoJson::quote).collect(Collectors.joining(", ", "[]string{", "}"));
                causes.add(Cause.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                                + shown));
            }
        }
        if (now.path("resourceVersion").asText("").isEmpty()) {
            causes.add(Cause.invalid("metadata.resourceVersion", "", "must be specified for an update"));
        }
        if (now.path("generation").asLong() < before.path("generation").asLong()) {
            causes.add(Cause.invalid("metadata.generation", now.path("generation"), "must not be decremented"));
        }
        for (String field : IMMUTABLE) {
            if (!now.path(field).equals(before.path(field))) {
                causes.add(Cause.invalid("metadata." + field, now.path(field), "field is immutable"));
            }
        }
        causes.addAll(MetadataRules.shared(now));
        return causes;
    }

    /**
     * Gives an update, in place, what the server alone sets: creation and deletion times and the generation of the
     * stored object, and its uid and namespace where the client left them out.
     */
    public static void keepServerFields(ObjectNode fresh, ObjectNode old) {
        ObjectNode now = fresh.withObjectProperty("metadata");
        JsonNode before = old.path("metadata");
        for (String field : List.of("creationTimestamp", "generation", "deletionTimestamp")) {
            if (before.has(field)) {
                now.set(field, before.get(field));
            }
        }
        for (String field : List.of("uid", "namespace", "deletionGracePeriodSeconds")) {
            if (before.has(field) && !now.hasNonNull(field)) {
                now.set(field, before.get(field));
            }
        }
    }

    /** Texts for {@code Warning} headers, without code and agent. */
    public static List<String> warnings(ObjectNode object) {
        return texts(object.path("metadata").path("finalizers")).stream()
                .filter(f -> !f.contains("/") && !PLAIN_FINALIZERS.contains(f))
                .map(f -> "metadata.finalizers: " + GoJson.quote(f)
                        + ": prefer a domain-qualified finalizer name to avoid accidental conflicts with other"
                        + " finalizer writers")
                .toList();
    }

    /**
     * Brings metadata, in place, into the form Kubernetes' decoder gives it: only known fields, no empty ones.
     *
     * @return the paths of unknown fields that were dropped, for example {@code metadata.madeUp}
     * @throws ApiError 400 with the decoder's text if a field has the wrong JSON type
     */
    public static List<String> coerce(ObjectNode object) {
        GroupVersionKind type = GroupVersionKind.of(object);
        try {
            return coerceAt(object, "metadata");
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(type.kind() + " in version " + GoJson.quote(type.version())
                    + " cannot be handled as a " + type.kind() + ": " + e.getMessage());
        }
    }

    /**
     * The same for the metadata of an embedded object.
     *
     * @param path of the metadata, for the paths returned
     * @throws IllegalArgumentException with the decoder's text
     */
    public static List<String> coerceAt(ObjectNode object, String path) {
        JsonNode metadata = object.path("metadata");
        if (metadata.isMissingNode() || metadata.isNull()) {
            return List.of();
        }
        GoDecoder decoder = new GoDecoder();
        object.set(
                "metadata", decoder.decode(BuiltInTypes.struct("", "ObjectMeta").orElseThrow(), metadata, path));
        return decoder.unknown();
    }

    private static List<Cause> namespace(String namespace, boolean namespaced) {
        String field = "metadata.namespace";
        if (!namespaced) {
            return namespace.isEmpty() ? List.of() : List.of(Cause.forbidden(field, "not allowed on this type"));
        }
        if (namespace.isEmpty()) {
            return List.of(Cause.required(field, ""));
        }
        List<Cause> causes = new ArrayList<>();
        faults(causes, field, namespace, Names.label(namespace));
        return causes;
    }

    private static void faults(List<Cause> causes, String field, String value, List<String> faults) {
        faults.forEach(fault -> causes.add(Cause.invalid(field, value, fault)));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
