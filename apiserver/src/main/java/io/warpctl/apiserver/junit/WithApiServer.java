package io.warpctl.apiserver.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs an API server for the tests of a class: one for all of them, from before the first to after the last. Test methods,
 * constructors and lifecycle methods can have parameters of type {@link io.warpctl.apiserver.ApiServer}, and of type
 * {@code String} with {@link KubeconfigText}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ApiServerExtension.class)
public @interface WithApiServer {

    /** Where the server keeps its objects. */
    Store store() default Store.MEMORY;

    /** Places to keep objects. */
    enum Store {
        /** In memory. */
        MEMORY,
        /** In a temporary directory, with every write synced. */
        DISK
    }
}
