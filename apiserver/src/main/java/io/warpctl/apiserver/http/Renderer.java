package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.codec.Yaml;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.Output.Format;
import io.warpctl.apiserver.http.Output.View;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.Tables;
import io.warpctl.apiserver.object.Tables.IncludeObject;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Turns objects and lists into answers of the form that was asked for. */
final class Renderer {

    private static final byte[] ITEMS = ",\"items\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    /**
     * What is known of a list beside its objects.
     *
     * @param continueToken empty if the list is complete
     * @param remaining how many objects follow; 0 if unknown
     */
    record ListMeta(long version, String continueToken, long remaining) {}

    private final Output output;
    private final IncludeObject include;
    private final Instant now;

    Renderer(Output output, String includeObject, Instant now) {
        this.output = output;
        this.include = output.view() == View.TABLE ? IncludeObject.parse(includeObject) : IncludeObject.METADATA;
        this.now = now;
    }

    /** An answer with one object. */
    Reply object(int status, Served object) {
        return object(status, object, object.resource().columns());
    }

    /** An answer with one object, shown with these columns in a table. */
    Reply object(int status, Served object, List<Column> columns) {
        return switch (output.view()) {
            case OBJECT -> output.format() == Format.JSON ? json(status, object.json()) : reply(status, object.node());
            case METADATA -> reply(status, metadata(object.node()));
            case METADATA_LIST -> throw ApiError.notAcceptable("content is not a list");
            case TABLE -> {
                ObjectNode table = Tables.table(columns, List.of(object.node()), include, now);
                String version = Meta.text(object.node(), "resourceVersion");
                Meta.of(table).put("resourceVersion", version);
                yield reply(status, view(table));
            }
        };
    }

    /** An answer that is not an object of a type, such as a Status. */
    Reply plain(int status, ObjectNode node) {
        boolean protobuf = output.format() == Format.PROTOBUF;
        return reply(protobuf && Protobuf.write(node).isEmpty() ? Format.JSON : output.format(), status, node);
    }

    /** An answer with a list. */
    Reply list(Resource resource, List<Served> objects, ListMeta meta) {
        return switch (output.view()) {
            case OBJECT ->
                output.format() == Format.JSON
                        ? json(200, listJson(resource, objects, meta))
                        : reply(200, Json.read(listJson(resource, objects, meta)));
            case METADATA ->
                throw ApiError.notAcceptable("you requested PartialObjectMetadata, but the requested object is a list ("
                        + (resource.custom() ? "*unstructured.UnstructuredList" : "*v1." + resource.listKind())
                        + ")");
            case METADATA_LIST -> {
                ObjectNode list = Json.object()
                        .put("kind", "PartialObjectMetadataList")
                        .put("apiVersion", "meta.k8s.io/" + output.viewVersion());
                list.set("metadata", listMeta(meta, false));
                ArrayNode items = list.putArray("items");
                objects.forEach(each -> items.add(metadata(each.node())));
                yield reply(200, list);
            }
            case TABLE -> {
                ObjectNode table = Tables.table(
                        resource.columns(), objects.stream().map(Served::node).toList(), include, now);
                table.set("metadata", listMeta(meta, false));
                yield reply(200, view(table));
            }
        };
    }

    private static ObjectNode listMeta(ListMeta meta, boolean custom) {
        ObjectNode node = Json.object().put("resourceVersion", Long.toString(meta.version()));
        if (custom || !meta.continueToken().isEmpty()) {
            node.put("continue", meta.continueToken());
        }
        if (meta.remaining() > 0) {
            node.put("remainingItemCount", meta.remaining());
        }
        return node;
    }

    /** The list's JSON, put together from the objects' bytes. */
    private static byte[] listJson(Resource resource, List<Served> objects, ListMeta meta) {
        ObjectNode head = Json.object().put("kind", resource.listKind()).put("apiVersion", resource.apiVersion());
        head.set("metadata", listMeta(meta, resource.custom()));
        byte[] start = Json.bytes(head);
        byte[] type = typePrefix(resource);
        List<byte[]> items = objects.stream().map(Served::json).toList();
        // Lists can be large: one array of the right size, and no copies of it.
        long size = start.length - 1 + ITEMS.length + Math.max(0, items.size() - 1) + END.length;
        for (byte[] json : items) {
            size += untyped(resource, json, type) ? json.length - type.length + 1 : json.length;
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
        out.put(start, 0, start.length - 1).put(ITEMS);
        boolean first = true;
        for (byte[] json : items) {
            if (!first) {
                out.put((byte) ',');
            }
            first = false;
            if (untyped(resource, json, type)) {
                out.put((byte) '{').put(json, type.length, json.length - type.length);
            } else {
                out.put(json);
            }
        }
        return out.put(END).array();
    }

    /** How the stored JSON of a built-in type begins; lists of those leave the type of each item out. */
    private static byte[] typePrefix(Resource resource) {
        String text = "{\"apiVersion\":\"" + resource.apiVersion() + "\",\"kind\":\""
                + resource.kind().kind() + "\",";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean untyped(Resource resource, byte[] json, byte[] prefix) {
        return !resource.custom()
                && json.length >= prefix.length
                && Arrays.equals(json, 0, prefix.length, prefix, 0, prefix.length);
    }

    private ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = Json.object()
                .put("kind", "PartialObjectMetadata")
                .put("apiVersion", "meta.k8s.io/" + output.viewVersion());
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    private ObjectNode view(ObjectNode table) {
        return table.put("apiVersion", "meta.k8s.io/" + output.viewVersion());
    }

    private Reply reply(int status, ObjectNode node) {
        return reply(output.format(), status, node);
    }

    private static Reply reply(Format format, int status, ObjectNode node) {
        byte[] bytes = switch (format) {
            case JSON -> Json.bytes(node);
            case YAML -> Yaml.bytes(node);
            case PROTOBUF ->
                Protobuf.write(node)
                        .orElseThrow(() ->
                                ApiError.notAcceptable(List.of(Format.JSON.contentType, Format.YAML.contentType)));
        };
        return new Reply(status, format.contentType, bytes, List.of());
    }

    /** A refusal in the form that was asked for. */
    static Reply error(ApiError error, String accept) {
        Reply plain = Reply.error(error);
        Format format = Accept.statusFormat(accept);
        if (format == Format.JSON) {
            return plain;
        }
        Reply wanted = reply(format, error.code(), error.status());
        return new Reply(wanted.status(), wanted.contentType(), wanted.body(), plain.headers());
    }

    private static Reply json(int status, byte[] bytes) {
        return new Reply(status, Format.JSON.contentType, bytes, List.of());
    }

    /** An encoder of events about a type. */
    EventEncoder events(Resource resource) {
        if (output.format() == Format.YAML) {
            throw ApiError.notAcceptable(
                    List.of("application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"));
        }
        return new ViewEncoder(resource, output, include);
    }
}
