package io.warpctl.apiserver.object;

import java.util.List;

/**
 * Fields an apply wants to change although another manager owns them.
 *
 * @param manager how the other manager is described in messages, for example {@code "ctl" using example.com/v1}
 * @param fields paths of its fields, for example {@code .spec.color}, in the order of the message
 */
public record Conflict(String manager, List<String> fields) {

    public Conflict {
        fields = List.copyOf(fields);
    }
}
