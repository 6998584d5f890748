package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.http.Output.Format;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.Tables;
import io.warpctl.apiserver.object.Tables.IncludeObject;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.watch.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Events as JSON, their objects in the view that was asked for. Only the first table of a watch has its columns' definitions. */
final class ViewEncoder implements EventEncoder {

    private final Resource resource;
    private final Output output;
    private final IncludeObject include;
    private boolean columnsSent;

    ViewEncoder(Resource resource, Output output, IncludeObject include) {
        this.resource = resource;
        this.output = output;
        this.include = include;
    }

    @Override
    public byte[] event(WatchEvent event) {
        return event(event.type(), object(event.object()));
    }

    private byte[] object(Served object) {
        return switch (output.view()) {
            case OBJECT -> binary() ? bytes(object.node()) : object.json();
            case TABLE -> bytes(table(object.node(), List.of(object.node())));
            default -> bytes(metadata(object.node()));
        };
    }

    private ObjectNode table(ObjectNode object, List<ObjectNode> rows) {
        List<Column> columns = resource.columns();
        ObjectNode table = Tables.table(columns, rows, include, Instant.now());
        if (columnsSent) {
            table.putNull("columnDefinitions");
        }
        columnsSent = true;
        table.put("apiVersion", "meta.k8s.io/" + output.viewVersion());
        Meta.of(table).put("resourceVersion", Meta.text(object, "resourceVersion"));
        return table;
    }

    private ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = Json.object()
                .put("kind", "PartialObjectMetadata")
                .put("apiVersion", "meta.k8s.io/" + output.viewVersion());
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    @Override
    public byte[] bookmark(long version, boolean initialEnd) {
        ObjectNode object = Json.object().put("kind", resource.kind().kind()).put("apiVersion", resource.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (initialEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        } else if (!resource.custom()) {
            metadata.putNull("creationTimestamp");
        }
        byte[] json = switch (output.view()) {
            case OBJECT -> bytes(object);
            case TABLE -> bytes(table(object, List.of(object)));
            default -> bytes(metadata(object));
        };
        return event("BOOKMARK", json);
    }

    @Override
    public byte[] error(ObjectNode status) {
        return event("ERROR", bytes(status));
    }

    @Override
    public boolean binary() {
        return output.format() == Format.PROTOBUF;
    }

    private byte[] bytes(ObjectNode object) {
        return binary() ? Protobuf.write(object).orElseThrow() : Json.bytes(object);
    }

    private byte[] event(String type, byte[] object) {
        if (binary()) {
            return Protobuf.event(type, object);
        }
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[head.length + object.length + 1];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(object, 0, event, head.length, object.length);
        event[event.length - 1] = '}';
        return event;
    }
}
