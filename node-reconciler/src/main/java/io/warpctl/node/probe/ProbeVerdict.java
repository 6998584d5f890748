package io.warpctl.node.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.core.converge.ProbeState;
import io.warpctl.node.common.Json;
import io.warpctl.node.http.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one probe showed.
 *
 * @param error why it failed; empty when it succeeded
 * @param version the version reported, if any
 * @param configVersion the config version reported; empty for none
 */
record ProbeVerdict(String error, Optional<String> version, String configVersion) {
    static final ProbeVerdict GOOD = new ProbeVerdict("", Optional.empty(), "");

    private static final Pattern ERROR_STATUS = Pattern.compile("^error(\\s|:)", Pattern.CASE_INSENSITIVE);

    /** What a balancer answers itself when it has no such container, or none that answers. */
    private static final Set<Integer> BALANCERS_OWN = Set.of(404, 502, 503, 504);

    static ProbeVerdict bad(String error) {
        return new ProbeVerdict(error, Optional.empty(), "");
    }

    /** Judges an answer to the given question. */
    static ProbeVerdict of(ProbeQuestion question, HttpAnswer answer) {
        return switch (question.mode()) {
            case Status -> answer.successful() ? status(question, answer) : wrongStatus(question, answer);
            case HTTP -> answer.successful() ? GOOD : wrongStatus(question, answer);
            case TCP -> BALANCERS_OWN.contains(answer.status()) ? wrongStatus(question, answer) : GOOD;
            case None -> GOOD;
        };
    }

    /** The state after this probe. */
    ProbeState after(ProbeState before, Instant at) {
        return error.isEmpty() ? before.succeeded(at, version, configVersion) : before.failed(at, error);
    }

    private static ProbeVerdict status(ProbeQuestion question, HttpAnswer answer) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return bad(question.where() + " answers " + answer.status() + " with a body that is not JSON");
        } catch (IOException e) {
            return bad(question.where() + " answers with a body that cannot be read: " + e.getMessage());
        }
        if (!json.isObject()) {
            return bad(question.where() + " answers " + answer.status() + " with a body that is no JSON object");
        }
        String status = json.path("status").asText("");
        if (ERROR_STATUS.matcher(status).find()) {
            return bad(question.where() + " reports status \"" + shortened(status) + "\"");
        }
        String configVersion =
                json.path("configVersion").asText(json.path("config_version").asText(""));
        Optional<String> version = Optional.of(json.path("version").asText("")).filter(text -> !text.isEmpty());
        return new ProbeVerdict("", version, configVersion);
    }

    private static ProbeVerdict wrongStatus(ProbeQuestion question, HttpAnswer answer) {
        String text = shortened(answer.text().strip());
        return bad(question.where() + " answers " + answer.status() + (text.isEmpty() ? "" : " (" + text + ")"));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
