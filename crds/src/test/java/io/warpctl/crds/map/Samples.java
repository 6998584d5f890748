package io.warpctl.crds.map;

import io.warpctl.core.route.Listener;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes records with every component set, or left empty, at random: a component forgotten by a mapping shows. */
final class Samples {
    private final Random random;
    private final boolean full;

    /**
     * Samples that depend on the seed alone.
     *
     * @param full whether lists, maps and optionals always have something in them
     */
    Samples(long seed, boolean full) {
        this.random = new Random(seed);
        this.full = full;
    }

    <T extends Record> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> simple = (Class<?>) type;
        if (simple == Listener.class) {
            // A shared one is reported to nobody.
            return new Listener((String) value(String.class), (String) value(String.class), random.nextInt(65536));
        } else if (simple.isRecord()) {
            return record(simple);
        } else if (simple.isEnum()) {
            Object[] constants = simple.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (simple == String.class) {
            return "s" + random.nextInt(1_000_000);
        } else if (simple == Instant.class) {
            return Instant.ofEpochSecond(1_700_000_000 + random.nextInt(1_000_000), random.nextInt(1_000_000_000));
        } else if (simple == boolean.class) {
            return random.nextBoolean();
        } else if (simple == int.class || simple == Integer.class) {
            return random.nextInt(1_000_000);
        } else if (simple == long.class) {
            return random.nextLong() >>> 1;
        }
        throw new IllegalArgumentException("no sample of " + type);
    }

    private Object container(Class<?> raw, Type[] arguments) {
        int size = full ? 1 + random.nextInt(2) : random.nextInt(2);
        if (raw == Optional.class) {
            return size == 0 ? Optional.empty() : Optional.of(value(arguments[0]));
        } else if (raw == Map.class) {
            return size == 0 ? Map.of() : Map.of((String) value(String.class), value(arguments[1]));
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(value(arguments[0]));
        }
        return raw == Set.class ? Set.copyOf(values) : values;
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(components).map(c -> value(c.getGenericType())).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
