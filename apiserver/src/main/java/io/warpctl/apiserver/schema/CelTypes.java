package io.warpctl.apiserver.schema;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The CEL types of a schema: what rules may say is checked when they are compiled, not when they run. */
final class CelTypes implements CelTypeProvider {
    private final Map<String, CelType> structs = new LinkedHashMap<>();

    /** The type of a value; empty if its schema does not say, and rules cannot speak of it. */
    Optional<CelType> of(Schema schema, boolean whole) {
        if (schema.intOrString()) {
            return Optional.of(SimpleType.DYN);
        }
        if (schema.isObject()) {
            return Optional.of(object(schema, whole || schema.embedded()));
        }
        if (schema.isArray()) {
            return schema.items().flatMap(items -> of(items, false)).map(ListType::create);
        }
        return schema.types().stream().findFirst().map(type -> scalar(type, schema.format()));
    }

    private CelType object(Schema schema, boolean whole) {
        if (schema.properties().isEmpty() && schema.others().isPresent() && !whole) {
            Optional<CelType> values = of(schema.others().get(), false);
            if (values.isPresent()) {
                return MapType.create(SimpleType.STRING, values.get());
            }
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        schema.properties()
                .forEach((name, property) -> of(property, false)
                        .ifPresent(type -> CelNames.escape(name).ifPresent(escaped -> fields.put(escaped, type))));
        if (whole) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            fields.put("metadata", struct(Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING)));
        }
        return struct(fields);
    }

    private CelType struct(Map<String, CelType> fields) {
        String name = "object" + structs.size();
        structs.put(
                name,
                StructType.create(
                        name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(fields.get(field))));
        return StructTypeReference.create(name);
    }

    private static CelType scalar(String type, String format) {
        return switch (type) {
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            default ->
                switch (format) {
                    case "byte" -> SimpleType.BYTES;
                    case "date", "date-time" -> SimpleType.TIMESTAMP;
                    case "duration" -> SimpleType.DURATION;
                    default -> SimpleType.STRING;
                };
        };
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }
}
