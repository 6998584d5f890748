package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.GoJson;
import java.io.IOException;

/** Writes a tree as tokens, floating point numbers as Kubernetes does: {@code 1.0} as {@code 1}. */
final class TreeWriter {

    private final JsonGenerator out;

    TreeWriter(JsonGenerator out) {
        this.out = out;
    }

    void value(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                members(node);
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode item : node) {
                    value(item);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.textValue());
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NUMBER -> number(node);
            default -> out.writeNull();
        }
    }

    private void members(JsonNode object) throws IOException {
        for (var member : object.properties()) {
            member(member.getKey(), member.getValue());
        }
    }

    void member(String name, JsonNode value) throws IOException {
        out.writeFieldName(name);
        value(value);
    }

    private void number(JsonNode node) throws IOException {
        if (node.isDouble() || node.isFloat()) {
            out.writeNumber(GoJson.compact(node));
        } else if (node.canConvertToLong() && node.isIntegralNumber()) {
            out.writeNumber(node.longValue());
        } else {
            out.writeNumber(node.decimalValue());
        }
    }
}
