package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.GroupResource;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.registry.Conversion;
import io.warpctl.apiserver.registry.PublishedSchema;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.ResourceBuilder;
import io.warpctl.apiserver.registry.ScalePaths;
import io.warpctl.apiserver.schema.CustomType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The served versions of a definition. */
final class CustomTypes {

    private CustomTypes() {}

    /** @param since the store's version from which on objects are as this definition makes them */
    static List<Resource> of(ObjectNode crd, long since) {
        List<Resource> types = new ArrayList<>();
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version.path("served").asBoolean()) {
                types.add(type(crd, version, since));
            }
        }
        return types;
    }

    private static Resource type(ObjectNode crd, JsonNode version, long since) {
        JsonNode spec = crd.path("spec");
        JsonNode names = crd.path("status").path("acceptedNames");
        String group = spec.path("group").asText();
        GroupVersionKind kind = new GroupVersionKind(
                group, version.path("name").asText(), names.path("kind").asText());
        String plural = names.path("plural").asText();
        CustomType type = CustomType.compile(crd, kind.version());
        ResourceBuilder builder = Resource.of(kind, plural, new CustomStrategy(type))
                .names(names.path("singular").asText(), names.path("listKind").asText())
                .shortNames(texts(names.path("shortNames")))
                .categories(texts(names.path("categories")))
                .selectable(type.selectableFields().toArray(String[]::new))
                .custom(type.typeSchema(), type.columns(), published(type), since);
        if (!spec.path("scope").asText().equals("Namespaced")) {
            builder.cluster();
        }
        if (type.hasStatus()) {
            builder.status();
        }
        if (type.hasScale()) {
            builder.scale(scale(version.path("subresources").path("scale")));
        }
        if (!version.path("storage").asBoolean()) {
            builder.storedAs(
                    new GroupResource(group, plural).toString(),
                    Conversion.renaming(storageVersion(spec, group), kind.apiVersion()));
        }
        if (version.path("deprecated").asBoolean()) {
            String text = version.path("deprecationWarning").asText("");
            builder.deprecated(text.isEmpty() ? kind.apiVersion() + " " + kind.kind() + " is deprecated" : text);
        }
        return builder.build();
    }

    private static PublishedSchema published(CustomType type) {
        return new PublishedSchema() {
            @Override
            public ObjectNode v3() {
                return type.openApiV3Schema();
            }

            @Override
            public ObjectNode v2() {
                return type.openApiV2Schema();
            }
        };
    }

    private static String storageVersion(JsonNode spec, String group) {
        for (JsonNode version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                return group + "/" + version.path("name").asText();
            }
        }
        throw new IllegalArgumentException("no version is stored");
    }

    private static ScalePaths scale(JsonNode scale) {
        return new ScalePaths(
                scale.path("specReplicasPath").asText(),
                scale.path("statusReplicasPath").asText(),
                Optional.of(scale.path("labelSelectorPath").asText("")).filter(path -> !path.isEmpty()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
