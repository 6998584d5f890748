package io.warpctl.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column of {@code kubectl get}; columns appear in the order of the annotations. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Column.List.class)
public @interface Column {
    /** The heading. */
    String name();

    /** Where the value is. */
    String path();

    /** {@code string}, {@code integer} or {@code date}. */
    String type() default "string";

    /** Whether it appears with {@code -o wide} only. */
    boolean wide() default false;

    /** Several columns. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** In order. */
        Column[] value();
    }
}
