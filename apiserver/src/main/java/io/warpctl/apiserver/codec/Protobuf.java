package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Reads the protobuf bodies kubectl sends for the built-in kinds: the envelope {@code runtime.Unknown} and in it one of {@link
 * ProtobufKinds}.
 */
public final class Protobuf {

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private Protobuf() {}

    /** The object as JSON. @throws MalformedException if it is not one of the kinds read here */
    public static ObjectNode read(byte[] bytes) throws MalformedException {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedException("provided data does not appear to be a protobuf message");
        }
        ObjectNode envelope = Json.object();
        byte[][] raw = {new byte[0]};
        ProtoReader in = new ProtoReader(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                ProtobufKinds.message(in.bytes(), envelope, (field, type, out) -> {
                    if (field == 1) {
                        out.put("apiVersion", type.text());
                    } else if (field == 2) {
                        out.put("kind", type.text());
                    }
                });
            } else if (number == 2) {
                raw[0] = in.bytes();
            }
        }
        String kind = envelope.path("kind").asText();
        ProtobufKinds.Field fields = ProtobufKinds.of(kind)
                .orElseThrow(() -> new MalformedException(
                        "no protobuf form of kind \"" + kind + "\" is read by this server, send JSON"));
        ProtobufKinds.message(raw[0], envelope, fields);
        return envelope;
    }
}
