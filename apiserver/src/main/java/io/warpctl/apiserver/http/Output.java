package io.warpctl.apiserver.http;

/**
 * The form an answer takes.
 *
 * @param format of its bytes
 * @param view of its objects
 * @param viewVersion of a view, {@code v1} or {@code v1beta1}
 */
record Output(Format format, View view, String viewVersion) {

    static final Output JSON = new Output(Format.JSON, View.OBJECT, "v1");

    enum Format {
        JSON("application/json"),
        YAML("application/yaml"),
        PROTOBUF("application/vnd.kubernetes.protobuf");

        final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }
    }

    enum View {
        OBJECT,
        TABLE,
        METADATA,
        METADATA_LIST
    }
}
