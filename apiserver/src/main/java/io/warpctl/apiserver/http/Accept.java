package io.warpctl.apiserver.http;

import io.warpctl.apiserver.http.Output.Format;
import io.warpctl.apiserver.http.Output.View;
import io.warpctl.apiserver.object.ApiError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Content negotiation. */
final class Accept {

    static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

    /** One alternative of an Accept header. */
    record Clause(String type, Map<String, String> parameters) {
        double quality() {
            try {
                return Double.parseDouble(parameters.getOrDefault("q", "1"));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    private Accept() {}

    /** The clauses of a header, best first. */
    static List<Clause> clauses(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pieces = part.split(";");
            Map<String, String> parameters = new HashMap<>();
            for (int i = 1; i < pieces.length; i++) {
                int equals = pieces[i].indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            pieces[i].substring(0, equals).trim().toLowerCase(Locale.ROOT),
                            pieces[i].substring(equals + 1).trim());
                }
            }
            if (pieces.length > 0 && !pieces[0].isBlank()) {
                clauses.add(new Clause(pieces[0].trim().toLowerCase(Locale.ROOT), parameters));
            }
        }
        clauses.sort(Comparator.comparingDouble(Clause::quality).reversed());
        return clauses;
    }

    /**
     * What to answer with.
     *
     * @param protobuf whether whole objects have a protobuf form
     * @throws ApiError 406 if nothing this server has is accepted
     */
    static Output output(String header, boolean protobuf) {
        List<Clause> clauses = clauses(header);
        if (clauses.isEmpty()) {
            return Output.JSON;
        }
        for (Clause clause : clauses) {
            Optional<Output> output = output(clause);
            if (output.isPresent() && served(output.get(), protobuf)) {
                return output.get();
            }
        }
        throw ApiError.notAcceptable(MEDIA_TYPES);
    }

    private static boolean served(Output output, boolean protobuf) {
        return output.format() != Format.PROTOBUF
                || (output.view() == View.OBJECT && protobuf)
                || output.view() == View.METADATA
                || output.view() == View.METADATA_LIST;
    }

    /** What to answer a refusal with: views do not apply to those. */
    static Format statusFormat(String header) {
        for (Clause clause : clauses(header)) {
            Optional<Output> output = output(clause);
            if (output.isPresent() && output.get().view() == View.OBJECT) {
                return output.get().format();
            }
        }
        return Format.JSON;
    }

    private static Optional<Output> output(Clause clause) {
        Format format = switch (clause.type()) {
            case "application/json", "application/*", "*/*" -> Format.JSON;
            case "application/yaml" -> Format.YAML;
            case "application/vnd.kubernetes.protobuf" -> Format.PROTOBUF;
            default -> null;
        };
        if (format == null) {
            return Optional.empty();
        }
        String as = clause.parameters().getOrDefault("as", "");
        if (as.isEmpty()) {
            return Optional.of(new Output(format, View.OBJECT, "v1"));
        }
        String version = clause.parameters().getOrDefault("v", "");
        if (!clause.parameters().getOrDefault("g", "").equals("meta.k8s.io")
                || !(version.equals("v1") || version.equals("v1beta1"))) {
            return Optional.empty();
        }
        return switch (as) {
            case "Table" -> Optional.of(new Output(format, View.TABLE, version));
            case "PartialObjectMetadata" -> Optional.of(new Output(format, View.METADATA, version));
            case "PartialObjectMetadataList" -> Optional.of(new Output(format, View.METADATA_LIST, version));
            default -> Optional.empty();
        };
    }
}
