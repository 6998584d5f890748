package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.object.NameRule;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.object.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One version of a custom resource, compiled: immutable and safe for use by several threads. */
public final class CustomType {
    private static final String STATUS = "status";

    /** Errors of these reasons leave rules unchecked, because a rule could not be sure of what it looks at. */
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private static final Cause RULES_NOT_CHECKED = Cause.invalidShown(
            Cause.NO_FIELD,
            "null",
            "some validation rules were not checked because the object was invalid; correct the existing errors to"
                    + " complete validation");

    private final GroupVersionKind kind;
    private final boolean namespaced;
    private final JsonNode definition;
    private final Schema schema;
    private final TypeSchema typeSchema;
    private final List<Column> columns;
    private final CelRules rules;

    private CustomType(ObjectNode crd, JsonNode version) {
        JsonNode spec = crd.path("spec");
        this.kind = new GroupVersionKind(
                spec.path("group").asText(),
                version.path("name").asText(),
                spec.path("names").path("kind").asText());
        this.namespaced = spec.path("scope").asText().equals("Namespaced");
        this.definition = version.deepCopy();
        this.schema = SchemaReader.read(definition.path("schema").path("openAPIV3Schema"));
        this.typeSchema = TypeSchema.custom(ShapeReader.root(schema), hasStatus());
        this.columns = columns(definition.path("additionalPrinterColumns"));
        this.rules = CelRules.compile(schema);
    }

    /** Compiles a version of a valid definition. @throws IllegalArgumentException if it has no such version */
    public static CustomType compile(ObjectNode crd, String version) {
        for (JsonNode candidate : crd.path("spec").path("versions")) {
            if (candidate.path("name").asText().equals(version)) {
                return new CustomType(crd, candidate);
            }
        }
        throw new IllegalArgumentException("no version " + version);
    }

    /** What objects of this type say they are. */
    public GroupVersionKind kind() {
        return kind;
    }

    /** Fills in defaults in place, and drops nulls where neither null nor a default is allowed. */
    public void applyDefaults(ObjectNode object) {
        Defaulter.apply(object, schema);
    }

    /**
     * Drops fields the schema does not know, in place, except those of metadata, which {@link ObjectMeta#coerce} drops.
     *
     * @return the paths of what was dropped, sorted
     */
    public List<String> prune(ObjectNode object) {
        return Pruner.prune(object, schema).stream().sorted().toList();
    }

    /** As {@link #validate(ObjectNode, Optional, Consumer)}, without warnings. */
    public List<Cause> validate(ObjectNode fresh, Optional<ObjectNode> old) {
        return validate(fresh, old, warning -> {});
    }

    /**
     * Everything that is wrong with a decoded and defaulted object: its type, its metadata, what the schema refuses,
     * and, unless that leaves them nothing to stand on, what its rules refuse.
     *
     * @param old the stored object on an update: what it already had is tolerated, and transition rules look at it
     * @param warn takes what rules refuse but was so before
     */
    public List<Cause> validate(ObjectNode fresh, Optional<ObjectNode> old, Consumer<String> warn) {
        List<Cause> causes = type(fresh);
        if (!causes.isEmpty()) {
            return causes;
        }
        causes.addAll(
                old.isPresent()
                        ? ObjectMeta.validateUpdate(fresh, old.get())
                        : ObjectMeta.validate(fresh, namespaced, NameRule.SUBDOMAIN));
        causes.addAll(
                ValueValidator.validate(schema, fresh, old.map(o -> o), "").causes());
        if (hasScale()) {
            causes.addAll(ScaleRules.validate(scale(), fresh));
        }
        causes.addAll(EmbeddedRules.validate(schema, fresh));
        return withRules(causes, fresh, old, warn);
    }

    /** As {@link #validateStatus(ObjectNode, ObjectNode, Consumer)}, without warnings. */
    public List<Cause> validateStatus(ObjectNode fresh, ObjectNode old) {
        return validateStatus(fresh, old, warning -> {});
    }

    /**
     * Everything that is wrong with an update through the status subresource. Only status is held against the schema;
     * rules see the whole object.
     */
    public List<Cause> validateStatus(ObjectNode fresh, ObjectNode old, Consumer<String> warn) {
        List<Cause> causes = type(fresh);
        if (!causes.isEmpty()) {
            return causes;
        }
        causes.addAll(ObjectMeta.validateUpdate(fresh, old));
        Optional<Schema> status = schema.member(STATUS);
        if (fresh.has(STATUS) && status.isPresent()) {
            Optional<JsonNode> before = Optional.of(old.path(STATUS)).filter(o -> !o.isMissingNode());
            ValueValidator.validate(status.get(), fresh.get(STATUS), before, "").causes().stream()
                    .map(cause -> cause.field().equals(Cause.NO_FIELD)
                            ? new Cause(cause.reason(), cause.message(), STATUS)
                            : cause.under(STATUS))
                    .forEach(causes::add);
        }
        if (hasScale()) {
            causes.addAll(ScaleRules.validateStatus(scale(), fresh));
        }
        return withRules(causes, fresh, Optional.of(old), warn);
    }

    private List<Cause> withRules(
            List<Cause> causes, ObjectNode fresh, Optional<ObjectNode> old, Consumer<String> warn) {
        if (old.map(before -> ListRules.validate(schema, before).isEmpty()).orElse(true)) {
            causes.addAll(ListRules.validate(schema, fresh));
        }
        if (!rules.isEmpty()) {
            if (causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()))) {
                causes.add(RULES_NOT_CHECKED);
            } else {
                causes.addAll(rules.check(fresh, old, warn));
            }
        }
        return causes;
    }

    /** Shapes for field ownership. */
    public TypeSchema typeSchema() {
        return typeSchema;
    }

    /** Printer columns, the name first. */
    public List<Column> columns() {
        return columns;
    }

    /** Paths of fields that can be selected by, besides name and namespace, without a leading point. */
    public Set<String> selectableFields() {
        Set<String> paths = new LinkedHashSet<>();
        definition
                .path("selectableFields")
                .forEach(field -> paths.add(field.path("jsonPath").asText().replaceFirst("^\\.", "")));
        return paths;
    }

    /** Whether there is a status subresource. */
    public boolean hasStatus() {
        return definition.path("subresources").has("status");
    }

    /** Whether there is a scale subresource. */
    public boolean hasScale() {
        return definition.path("subresources").hasNonNull("scale");
    }

    /** The paths of the scale subresource, as the definition states them; an empty object without one. */
    public ObjectNode scale() {
        return definition.path("subresources").path("scale") instanceof ObjectNode scale
                ? scale.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** The schema as published in OpenAPI v3, with metadata, apiVersion and kind. */
    public ObjectNode openApiV3Schema() {
        return PublishedForm.v3(openApiV3(), kind, selectableFields());
    }

    /** The schema as published in OpenAPI v2, with references as in version 3. */
    public ObjectNode openApiV2Schema() {
        return PublishedForm.v2(openApiV3(), kind, selectableFields());
    }

    private JsonNode openApiV3() {
        return definition.path("schema").path("openAPIV3Schema");
    }

    private List<Cause> type(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        String kindFound = object.path("kind").asText("");
        if (!kindFound.equals(kind.kind())) {
            causes.add(Cause.invalid("kind", kindFound, "must be " + kind.kind()));
        }
        String versionFound = object.path("apiVersion").asText("");
        if (!versionFound.equals(kind.apiVersion())) {
            causes.add(Cause.invalid("apiVersion", versionFound, "must be " + kind.apiVersion()));
        }
        return causes;
    }

    private static List<Column> columns(JsonNode declared) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.objectName());
        declared.forEach(column -> columns.add(Column.declared(column)));
        if (columns.size() == 1) {
            columns.add(Column.age());
        }
        return List.copyOf(columns);
    }
}
