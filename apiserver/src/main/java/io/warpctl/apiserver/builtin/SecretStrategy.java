package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Secrets: plain text in {@code stringData} becomes data when written. */
final class SecretStrategy extends DataStrategy {

    @Override
    List<String> dataFields() {
        return List.of("data");
    }

    @Override
    int ratio() {
        return 134;
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (object.path("type").asText("").isEmpty()) {
            object.put("type", "Opaque");
        }
        encode(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode fresh, ObjectNode old) {
        if (fresh.path("type").asText("").isEmpty()) {
            fresh.put("type", old.path("type").asText());
        }
        encode(fresh);
    }

    private static void encode(ObjectNode object) {
        if (object.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = object.withObject("/data");
            plain.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Override
    List<Cause> faults(ObjectNode fresh, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(super.faults(fresh, old));
        String type = fresh.path("type").asText();
        if (!type.equals(old.path("type").asText())) {
            causes.add(Cause.invalid("type", type, "field is immutable"));
        }
        return causes;
    }
}
