package io.warpctl.apiserver.registry;

import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.GroupResource;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.object.Tables;
import io.warpctl.apiserver.object.TypeSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One version of a type as it is served. Immutable. */
public final class Resource {

    private final ResourceBuilder parts;

    Resource(ResourceBuilder parts) {
        this.parts = parts;
    }

    /** Begins a type with the usual: namespaced, all verbs, no subresources. */
    public static ResourceBuilder of(GroupVersionKind kind, String plural, Strategy strategy) {
        return new ResourceBuilder(kind, plural, strategy);
    }

    /** The group and plural. */
    public GroupResource id() {
        return new GroupResource(parts.kind.group(), parts.plural);
    }

    /** Group, version and kind. */
    public GroupVersionKind kind() {
        return parts.kind;
    }

    /** {@code group/version}, or {@code v1}. */
    public String apiVersion() {
        return parts.kind.apiVersion();
    }

    /** The kind of lists of it. */
    public String listKind() {
        return parts.listKind;
    }

    /** The singular of its name. */
    public String singular() {
        return parts.singular;
    }

    /** Whether its objects live in namespaces. */
    public boolean namespaced() {
        return parts.namespaced;
    }

    /** Short names for command lines. */
    public List<String> shortNames() {
        return parts.shortNames;
    }

    /** Categories, such as {@code all}. */
    public List<String> categories() {
        return parts.categories;
    }

    /** What can be done with it. */
    public List<String> verbs() {
        return parts.verbs;
    }

    /** Whether status is a subresource. */
    public boolean status() {
        return parts.status;
    }

    /** Where scale reads and writes; empty without that subresource. */
    public Optional<ScalePaths> scale() {
        return parts.scale;
    }

    /** Whether it comes from a CustomResourceDefinition. */
    public boolean custom() {
        return parts.custom;
    }

    /** Its particulars. */
    public Strategy strategy() {
        return parts.strategy;
    }

    /** Between this version and the stored one. */
    public Conversion conversion() {
        return parts.conversion;
    }

    /** Merging and ownership of its fields. */
    public TypeSchema schema() {
        return parts.schema;
    }

    /** The schemas to publish in OpenAPI, if the type has one of its own. */
    public Optional<PublishedSchema> openApi() {
        return Optional.ofNullable(parts.openApi);
    }

    /** Columns of tables. */
    public List<Column> columns() {
        return parts.columns == null ? Tables.builtIn(parts.kind) : parts.columns;
    }

    /** Fields that can be selected by. */
    public Set<String> selectableFields() {
        return parts.selectableFields;
    }

    /** The name it is stored under. */
    public String storage() {
        return parts.storage;
    }

    /** The text of a warning every use gets; empty if none. */
    public String deprecation() {
        return parts.deprecation;
    }

    /** Whether the stored bytes of this version of an object are what is served. */
    public boolean servedAsStored(long version) {
        return parts.storedAsServed && version >= parts.schemaVersion;
    }
}
