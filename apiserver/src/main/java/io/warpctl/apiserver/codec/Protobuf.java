package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads the protobuf bodies kubectl sends for the built-in kinds: the envelope {@code runtime.Unknown} and in it a Namespace,
 * ConfigMap, Secret or DeleteOptions. The field numbers are those of Kubernetes' {@code generated.proto} files.
 */
public final class Protobuf {

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    @FunctionalInterface
    private interface Field {
        void read(int number, ProtoReader in, ObjectNode out) throws MalformedException;
    }

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
                message(in.bytes(), envelope, (field, type, out) -> {
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
        Field fields =
                switch (envelope.path("kind").asText()) {
                    case "Namespace" -> Protobuf::namespace;
                    case "ConfigMap" -> Protobuf::configMap;
                    case "Secret" -> Protobuf::secret;
                    case "DeleteOptions" -> Protobuf::deleteOptions;
                    default -> throw new MalformedException("no protobuf form of kind \""
                            + envelope.path("kind").asText() + "\" is read by this server, send JSON");
                };
        message(raw[0], envelope, fields);
        return envelope;
    }

    private static void message(byte[] bytes, ObjectNode out, Field field) throws MalformedException {
        ProtoReader in = new ProtoReader(bytes);
        for (int number = in.next(); number != 0; number = in.next()) {
            field.read(number, in, out);
        }
    }

    private static void namespace(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), Protobuf::metadata);
            case 2 -> message(in.bytes(), out.putObject("spec"), (field, spec, into) -> {
                if (field == 1) {
                    into.withArray("finalizers").add(spec.text());
                }
            });
            default -> {
                // The status is the server's to write.
            }
        }
    }

    private static void configMap(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), Protobuf::metadata);
            case 2 -> entry(in.bytes(), out.withObject("/data"), false);
            case 3 -> entry(in.bytes(), out.withObject("/binaryData"), true);
            case 4 -> out.put("immutable", in.number() != 0);
            default -> throw unknown(number);
        }
    }

    private static void secret(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), Protobuf::metadata);
            case 2 -> entry(in.bytes(), out.withObject("/data"), true);
            case 3 -> text(out, "type", in.text());
            case 4 -> entry(in.bytes(), out.withObject("/stringData"), false);
            case 5 -> out.put("immutable", in.number() != 0);
            default -> throw unknown(number);
        }
    }

    private static void deleteOptions(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> out.put("gracePeriodSeconds", in.number());
            case 2 -> message(in.bytes(), out.putObject("preconditions"), (field, pre, into) ->
                    into.put(field == 1 ? "uid" : "resourceVersion", pre.text()));
            case 3 -> out.put("orphanDependents", in.number() != 0);
            case 4 -> out.put("propagationPolicy", in.text());
            case 5 -> out.withArray("dryRun").add(in.text());
            default -> {
                // Options this server does not know do not change what a deletion is.
            }
        }
    }

    private static void metadata(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> text(out, "name", in.text());
            case 2 -> text(out, "generateName", in.text());
            case 3 -> text(out, "namespace", in.text());
            case 5 -> text(out, "uid", in.text());
            case 6 -> text(out, "resourceVersion", in.text());
            case 8 -> time(out, "creationTimestamp", in.bytes());
            case 11 -> entry(in.bytes(), out.withObject("/labels"), false);
            case 12 -> entry(in.bytes(), out.withObject("/annotations"), false);
            case 13 -> message(in.bytes(), out.withArray("ownerReferences").addObject(), Protobuf::owner);
            case 14 -> out.withArray("finalizers").add(in.text());
            default -> {
                // selfLink, generation, deletion and managedFields are the server's to write on a create.
            }
        }
    }

    private static void owner(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> out.put("kind", in.text());
            case 3 -> out.put("name", in.text());
            case 4 -> out.put("uid", in.text());
            case 5 -> out.put("apiVersion", in.text());
            case 6 -> out.put("controller", in.number() != 0);
            case 7 -> out.put("blockOwnerDeletion", in.number() != 0);
            default -> throw unknown(number);
        }
    }

    /** Protobuf has an empty string where JSON has nothing. */
    private static void text(ObjectNode out, String name, String value) {
        if (!value.isEmpty()) {
            out.put(name, value);
        }
    }

    private static void time(ObjectNode out, String name, byte[] bytes) throws MalformedException {
        ProtoReader in = new ProtoReader(bytes);
        long seconds = Long.MIN_VALUE;
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                seconds = in.number();
            }
        }
        if (seconds != Long.MIN_VALUE) {
            out.put(name, Instant.ofEpochSecond(seconds).toString());
        }
    }

    private static void entry(byte[] bytes, ObjectNode map, boolean binary) throws MalformedException {
        ProtoReader in = new ProtoReader(bytes);
        String key = "";
        byte[] value = {};
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                key = in.text();
            } else if (number == 2) {
                value = in.bytes();
            }
        }
        map.put(
                key,
                binary
                        ? Base64.getEncoder().encodeToString(value)
                        : new String(value, java.nio.charset.StandardCharsets.UTF_8));
    }

    private static MalformedException unknown(int number) {
        return new MalformedException("unknown field number " + number);
    }
}
