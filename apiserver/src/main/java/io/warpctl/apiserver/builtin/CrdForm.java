package io.warpctl.apiserver.builtin;

import java.util.Map;

/** The form of a definition's spec. Schemas have a form of their own, which the validator of definitions knows. */
final class CrdForm {

    private static final Form NAMES = Form.struct(
            "CustomResourceDefinitionNames",
            Map.of(
                    "plural", Form.STRING,
                    "singular", Form.STRING,
                    "shortNames", Form.list(Form.STRING),
                    "kind", Form.STRING,
                    "listKind", Form.STRING,
                    "categories", Form.list(Form.STRING)));

    private static final Form COLUMN = Form.struct(
            "CustomResourceColumnDefinition",
            Map.of(
                    "name", Form.STRING,
                    "type", Form.STRING,
                    "format", Form.STRING,
                    "description", Form.STRING,
                    "priority", Form.INT32,
                    "jsonPath", Form.STRING));

    private static final Form SUBRESOURCES = Form.struct(
            "CustomResourceSubresources",
            Map.of(
                    "status",
                    Form.struct("CustomResourceSubresourceStatus", Map.of()),
                    "scale",
                    Form.struct(
                            "CustomResourceSubresourceScale",
                            Map.of(
                                    "specReplicasPath", Form.STRING,
                                    "statusReplicasPath", Form.STRING,
                                    "labelSelectorPath", Form.STRING))));

    private static final Form VERSION = Form.struct(
            "CustomResourceDefinitionVersion",
            Map.of(
                    "name",
                    Form.STRING,
                    "served",
                    Form.BOOL,
                    "storage",
                    Form.BOOL,
                    "deprecated",
                    Form.BOOL,
                    "deprecationWarning",
                    Form.STRING,
                    "schema",
                    Form.struct("CustomResourceValidation", Map.of("openAPIV3Schema", Form.ANY)),
                    "subresources",
                    SUBRESOURCES,
                    "additionalPrinterColumns",
                    Form.list(COLUMN),
                    "selectableFields",
                    Form.list(Form.struct("SelectableField", Map.of("jsonPath", Form.STRING)))));

    static final Form SPEC = Form.struct(
            "CustomResourceDefinitionSpec",
            Map.of(
                    "group",
                    Form.STRING,
                    "names",
                    NAMES,
                    "scope",
                    Form.STRING,
                    "versions",
                    Form.list(VERSION),
                    "conversion",
                    Form.struct("CustomResourceConversion", Map.of("strategy", Form.STRING, "webhook", Form.ANY)),
                    "preserveUnknownFields",
                    Form.BOOL));

    private CrdForm() {}
}
