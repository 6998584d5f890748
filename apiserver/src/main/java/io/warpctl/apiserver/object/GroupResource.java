package io.warpctl.apiserver.object;

/** A resource by its plural, as paths and messages name it. The core group is the empty string. */
public record GroupResource(String group, String resource) {

    /** {@code widgets.demo.example.com}, or only the plural in the core group. */
    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
