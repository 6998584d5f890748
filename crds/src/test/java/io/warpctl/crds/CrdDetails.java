package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.warpctl.crds.schema.Column;
import io.warpctl.crds.schema.ListMap;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adds to a generated definition what the generator does not know: columns in order, keys of lists, formats of
 * numbers, patterns of quantities, the
 * Javadoc, and the status that tells that nobody looked yet.
 */
final class CrdDetails {
    private CrdDetails() {}

    static CustomResourceDefinition complete(
            CustomResourceDefinition definition, Class<? extends CustomResource<?, ?>> type) {
        for (CustomResourceDefinitionVersion version : definition.getSpec().getVersions()) {
            version.setAdditionalPrinterColumns(Arrays.stream(type.getAnnotationsByType(Column.class))
                    .map(CrdDetails::column)
                    .toList());
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            root.setDescription(Javadocs.ofType(type));
            Type[] parts = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
            JSONSchemaProps spec = root.getProperties().get("spec");
            spec.setDescription(Javadocs.ofType((Class<?>) parts[0]));
            walk(spec, parts[0]);
            JSONSchemaProps status = root.getProperties().get("status");
            status.setDescription(Javadocs.ofType((Class<?>) parts[1]));
            walk(status, parts[1]);
            if (status.getProperties().containsKey("observedGeneration")) {
                status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
            }
        }
        return definition;
    }

    private static CustomResourceColumnDefinition column(Column column) {
        CustomResourceColumnDefinition definition = new CustomResourceColumnDefinition();
        definition.setName(column.name());
        definition.setJsonPath(column.path());
        definition.setType(column.type());
        definition.setPriority(column.wide() ? 1 : null);
        return definition;
    }

    private static void walk(JSONSchemaProps schema, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                walk(schema.getItems().getSchema(), arguments[0]);
            } else if (generic.getRawType() == Map.class) {
                walk(schema.getAdditionalProperties().getSchema(), arguments[1]);
            }
        } else if (type instanceof Class<?> record && record.isRecord()) {
            Map<String, String> texts = Javadocs.ofComponents(record);
            for (RecordComponent component : record.getRecordComponents()) {
                Field field = field(record, component);
                JSONSchemaProps property = schema.getProperties().get(jsonName(field));
                property.setDescription(texts.get(component.getName()));
                complete(property, field);
            }
        } else if (type == Long.class || type == Integer.class) {
            schema.setFormat(type == Long.class ? "int64" : "int32");
        }
    }

    private static Field field(Class<?> record, RecordComponent component) {
        try {
            return record.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field per component", e);
        }
    }

    private static void complete(JSONSchemaProps schema, Field field) {
        ListMap keys = field.getAnnotation(ListMap.class);
        if (keys != null) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(keys.value()));
        }
        Pattern pattern = field.getAnnotation(Pattern.class);
        if (pattern != null && field.getType() == Quantity.class) {
            schema.setPattern(pattern.value());
        }
        // The generator finds every rule twice: at the record's field and at its accessor.
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        walk(schema, field.getGenericType());
    }

    private static String jsonName(Field field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return property == null ? field.getName() : property.value();
    }
}
