package io.warpctl.apiserver.registry;

import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.FieldSelector;
import io.warpctl.apiserver.object.GroupResource;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.object.TypeSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts a {@link Resource} together. */
public final class ResourceBuilder {

    /** The verbs of stored types, in the order discovery shows them. */
    public static final List<String> ALL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    final GroupVersionKind kind;
    final String plural;
    final Strategy strategy;
    String listKind;
    String singular;
    boolean namespaced = true;
    List<String> shortNames = List.of();
    List<String> categories = List.of();
    List<String> verbs = ALL_VERBS;
    boolean status;
    Optional<ScalePaths> scale = Optional.empty();
    boolean custom;
    TypeSchema schema;
    List<Column> columns;
    Set<String> selectableFields = FieldSelector.METADATA;
    String storage;
    Conversion conversion;
    boolean storedAsServed = true;
    long schemaVersion;
    PublishedSchema openApi;
    String deprecation = "";

    ResourceBuilder(GroupVersionKind kind, String plural, Strategy strategy) {
        this.kind = kind;
        this.plural = plural;
        this.strategy = strategy;
        this.listKind = kind.kind() + "List";
        this.singular = kind.kind().toLowerCase(Locale.ROOT);
        this.storage = new GroupResource(kind.group(), plural).toString();
        this.conversion = Conversion.renaming(kind.apiVersion(), kind.apiVersion());
    }

    /** One for the whole cluster, in no namespace. */
    public ResourceBuilder cluster() {
        namespaced = false;
        return this;
    }

    /** With these short names. */
    public ResourceBuilder shortNames(List<String> names) {
        shortNames = List.copyOf(names);
        return this;
    }

    /** In these categories. */
    public ResourceBuilder categories(List<String> names) {
        categories = List.copyOf(names);
        return this;
    }

    /** With only these verbs. */
    public ResourceBuilder verbs(String... only) {
        verbs = List.of(only);
        return this;
    }

    /** With other names than those derived from the kind. */
    public ResourceBuilder names(String singularName, String list) {
        singular = singularName;
        listKind = list;
        return this;
    }

    /** With a status subresource. */
    public ResourceBuilder status() {
        status = true;
        return this;
    }

    /** With a scale subresource. */
    public ResourceBuilder scale(ScalePaths paths) {
        scale = Optional.of(paths);
        return this;
    }

    /** From a CustomResourceDefinition, with this schema and these columns, defaults valid since a version of the store. */
    public ResourceBuilder custom(TypeSchema types, List<Column> table, PublishedSchema published, long since) {
        openApi = published;
        custom = true;
        schema = types;
        columns = List.copyOf(table);
        schemaVersion = since;
        return this;
    }

    /** Selectable by these fields too. */
    public ResourceBuilder selectable(String... fields) {
        Set<String> all = new HashSet<>(selectableFields);
        all.addAll(Arrays.asList(fields));
        selectableFields = Set.copyOf(all);
        return this;
    }

    /** Stored in another form, under another type's name. */
    public ResourceBuilder storedAs(String name, Conversion how) {
        storage = name;
        conversion = how;
        storedAsServed = false;
        return this;
    }

    /** With a warning for everyone who uses it. */
    public ResourceBuilder deprecated(String warning) {
        deprecation = warning;
        return this;
    }

    /** The type. */
    public Resource build() {
        if (schema == null) {
            schema = BuiltInSchemas.of(kind).orElseGet(TypeSchema::unknown);
        }
        return new Resource(this);
    }
}
