package io.warpctl.apiserver.object;

import java.util.Map;

/** What Kubernetes' decoder accepts for a field of a built-in type, and how the field merges. */
sealed interface GoType {

    /** The type's name in decoding errors, for example {@code map[string]string}. */
    String shown();

    /** A text, number, boolean or point in time. */
    record Basic(Kind kind, String shown) implements GoType {}

    enum Kind {
        STRING,
        INTEGER,
        BOOLEAN,
        TIME,
        MICRO_TIME,
        BYTES,
        ANY
    }

    /** A map from any text. */
    record MapOf(GoType value) implements GoType {
        @Override
        public String shown() {
            return "map[string]" + value.shown();
        }
    }

    /** A list. */
    record ListOf(GoType item) implements GoType {
        @Override
        public String shown() {
            return "[]" + item.shown();
        }
    }

    /** A struct of named fields. */
    record Struct(String name, Map<String, Field> fields, boolean atomic) implements GoType {
        @Override
        public String shown() {
            return "v1." + name;
        }
    }

    /**
     * A field of a struct.
     *
     * @param always whether it is written even when it is empty
     * @param shape how it merges
     * @param number its number in protobuf; 0 if it is not there
     * @param form how a field of any type is written in protobuf
     */
    record Field(GoType type, boolean pointer, boolean always, Shape shape, int number, String form) {

        /** A field that is in JSON only. */
        Field(GoType type, boolean pointer, boolean always, Shape shape) {
            this(type, pointer, always, shape, 0, "");
        }
    }
}
