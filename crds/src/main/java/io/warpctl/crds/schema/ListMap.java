package io.warpctl.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list whose entries are told apart by some of their fields, as {@code x-kubernetes-list-type: map} says. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ListMap {
    /** The fields that make up an entry's key. */
    String[] value();
}
