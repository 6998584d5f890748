package io.warpctl.apiserver.object;

import java.util.List;

/** What names of one type of object must look like. */
@FunctionalInterface
public interface NameRule {
    /** DNS-1123 subdomain: most types. */
    NameRule SUBDOMAIN = Names::subdomain;
    /** DNS-1123 label: namespaces. */
    NameRule LABEL = Names::label;
    /** Any single path segment: roles and bindings. */
    NameRule PATH_SEGMENT = Names::pathSegment;

    /** What is wrong with {@code name}, as texts; empty if nothing is. */
    List<String> faults(String name);
}
