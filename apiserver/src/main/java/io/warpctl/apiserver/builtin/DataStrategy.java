package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Names;
import java.util.ArrayList;
import java.util.List;

/** What ConfigMaps and Secrets share: keyed data of bounded size that can be made immutable. */
abstract class DataStrategy extends BuiltInStrategy {

    private static final int MAX_SIZE = 1 << 20;

    DataStrategy() {
        super(true);
    }

    /** The fields that hold data. */
    abstract List<String> dataFields();

    @Override
    List<Cause> faults(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        long size = 0;
        for (String field : dataFields()) {
            for (var entry : object.path(field).properties()) {
                String path = field + "[" + entry.getKey() + "]";
                Names.configKey(entry.getKey())
                        .forEach(fault -> causes.add(Cause.invalid(path, entry.getKey(), fault)));
                size += entry.getValue().asText().length();
            }
        }
        if (size > MAX_SIZE * (long) ratio() / 100) {
            causes.add(Cause.tooLong("", MAX_SIZE));
        }
        return causes;
    }

    /** Characters of a value per 100 bytes it stands for. */
    int ratio() {
        return 100;
    }

    @Override
    List<Cause> faults(ObjectNode fresh, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(faults(fresh));
        if (old.path("immutable").asBoolean()) {
            if (!fresh.path("immutable").asBoolean()) {
                causes.add(Cause.forbidden("immutable", "field is immutable when `immutable` is set"));
            }
            for (String field : dataFields()) {
                if (!data(fresh, field).equals(data(old, field))) {
                    causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
                }
            }
        }
        return causes;
    }

    private static JsonNode data(ObjectNode object, String field) {
        JsonNode data = object.path(field);
        return data.isEmpty() ? object.objectNode() : data;
    }
}
