package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The kinds read from protobuf. The field numbers are those of Kubernetes' {@code generated.proto} files. */
final class ProtobufKinds {

    /** Reads one field into an object. */
    @FunctionalInterface
    interface Field {
        void read(int number, ProtoReader in, ObjectNode out) throws MalformedException;
    }

    private ProtobufKinds() {}

    /** How to read a kind. */
    static Optional<Field> of(String kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case "Namespace" -> ProtobufKinds::namespace;
                    case "ConfigMap" -> ProtobufKinds::configMap;
                    case "Secret" -> ProtobufKinds::secret;
                    case "ServiceAccount", "SelfSubjectReview" -> ProtobufKinds::onlyMetadata;
                    case "Role", "ClusterRole" -> ProtobufKinds::role;
                    case "RoleBinding", "ClusterRoleBinding" -> ProtobufKinds::binding;
                    case "SelfSubjectAccessReview" -> review(ProtobufKinds::access);
                    case "SelfSubjectRulesReview" -> review((number, in, out) -> out.put("namespace", in.text()));
                    case "TokenRequest" -> review(ProtobufKinds::tokenRequest);
                    case "DeleteOptions" -> ProtobufKinds::deleteOptions;
                    default -> null;
                });
    }

    private static void onlyMetadata(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        if (number == 1) {
            message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
        }
    }

    private static Field review(Field spec) {
        return (number, in, out) -> {
            if (number == 2) {
                message(in.bytes(), out.putObject("spec"), spec);
            }
        };
    }

    private static void access(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 ->
                message(in.bytes(), out.putObject("resourceAttributes"), (field, from, to) -> {
                    String[] names = {"", "namespace", "verb", "group", "version", "resource", "subresource", "name"};
                    if (field < names.length) {
                        text(to, names[field], from.text());
                    }
                });
            case 2 ->
                message(
                        in.bytes(),
                        out.putObject("nonResourceAttributes"),
                        (field, from, to) -> text(to, field == 1 ? "path" : "verb", from.text()));
            default -> throw unknown(number);
        }
    }

    private static void tokenRequest(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> out.withArray("audiences").add(in.text());
            case 4 -> out.put("expirationSeconds", in.number());
            default -> {
                // Tokens are not bound to other objects here.
            }
        }
    }

    private static void role(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
            case 2 ->
                message(in.bytes(), out.withArray("rules").addObject(), (field, from, to) -> {
                    String[] names = {"", "verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"};
                    if (field < names.length) {
                        to.withArray(names[field]).add(from.text());
                    }
                });
            default -> throw unknown(number);
        }
    }

    private static void binding(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
            case 2 ->
                message(in.bytes(), out.withArray("subjects").addObject(), (field, from, to) -> {
                    String[] names = {"", "kind", "apiGroup", "name", "namespace"};
                    if (field < names.length) {
                        text(to, names[field], from.text());
                    }
                });
            case 3 ->
                message(in.bytes(), out.putObject("roleRef"), (field, from, to) -> {
                    String[] names = {"", "apiGroup", "kind", "name"};
                    if (field < names.length) {
                        text(to, names[field], from.text());
                    }
                });
            default -> throw unknown(number);
        }
    }

    static void message(byte[] bytes, ObjectNode out, Field field) throws MalformedException {
        ProtoReader in = new ProtoReader(bytes);
        for (int number = in.next(); number != 0; number = in.next()) {
            field.read(number, in, out);
        }
    }

    private static void namespace(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
            case 2 ->
                message(in.bytes(), out.putObject("spec"), (field, spec, into) -> {
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
            case 1 -> message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
            case 2 -> entry(in.bytes(), out.withObject("/data"), false);
            case 3 -> entry(in.bytes(), out.withObject("/binaryData"), true);
            case 4 -> out.put("immutable", in.number() != 0);
            default -> throw unknown(number);
        }
    }

    private static void secret(int number, ProtoReader in, ObjectNode out) throws MalformedException {
        switch (number) {
            case 1 -> message(in.bytes(), out.putObject("metadata"), ProtobufKinds::metadata);
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
            case 2 ->
                message(
                        in.bytes(),
                        out.putObject("preconditions"),
                        (field, pre, into) -> into.put(field == 1 ? "uid" : "resourceVersion", pre.text()));
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
            case 13 -> message(in.bytes(), out.withArray("ownerReferences").addObject(), ProtobufKinds::owner);
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
        map.put(key, binary ? Base64.getEncoder().encodeToString(value) : new String(value, StandardCharsets.UTF_8));
    }

    private static MalformedException unknown(int number) {
        return new MalformedException("unknown field number " + number);
    }
}
