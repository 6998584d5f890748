package io.warpctl.apiserver.discovery;

import io.warpctl.apiserver.registry.Resource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Names of types and operations in OpenAPI documents. */
final class OpenApiNames {

    static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private OpenApiNames() {}

    /** {@code com.example.demo.v1.Widget}; built-in types are named as Kubernetes names its Go packages. */
    static String schema(Resource type) {
        String group = type.kind().group();
        String version = type.kind().version();
        if (type.custom()) {
            List<String> parts = Arrays.asList(group.split("\\."));
            Collections.reverse(parts);
            return String.join(".", parts) + "." + version + "." + type.kind().kind();
        }
        if (group.equals("apiextensions.k8s.io")) {
            return "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1."
                    + type.kind().kind();
        }
        return builtIn(group, version, type.kind().kind());
    }

    /** {@code io.k8s.api.autoscaling.v1.Scale}. */
    static String builtIn(String group, String version, String kind) {
        String name = group.isEmpty() ? "core" : group.split("\\.")[0];
        return "io.k8s.api." + name + "." + version + "." + kind;
    }

    /** {@code demoExampleCom_v1}. */
    static String tag(Resource type) {
        String camel =
                camel(type.kind().group().isEmpty() ? "core" : type.kind().group());
        return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1) + "_"
                + type.kind().version();
    }

    /** {@code listDemoExampleComV1NamespacedWidget}. */
    static String operation(String verb, Resource type, String before, String after) {
        String version = type.kind().version();
        return verb
                + camel(type.kind().group().isEmpty() ? "core" : type.kind().group())
                + version.substring(0, 1).toUpperCase(Locale.ROOT)
                + version.substring(1)
                + before
                + type.kind().kind()
                + after;
    }

    static String camel(String group) {
        StringBuilder camel = new StringBuilder();
        for (String part : group.split("[.-]")) {
            if (!part.isEmpty()) {
                camel.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return camel.toString();
    }
}
