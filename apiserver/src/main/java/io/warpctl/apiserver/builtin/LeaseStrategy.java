package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;

/** Leases. */
final class LeaseStrategy extends BuiltInStrategy {

    LeaseStrategy() {
        super(true);
    }

    @Override
    List<Cause> faults(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        JsonNode seconds = object.path("spec").path("leaseDurationSeconds");
        if (seconds.isNumber() && seconds.asLong() <= 0) {
            causes.add(Cause.invalid("spec.leaseDurationSeconds", seconds, "must be greater than 0"));
        }
        JsonNode transitions = object.path("spec").path("leaseTransitions");
        if (transitions.isNumber() && transitions.asLong() < 0) {
            causes.add(Cause.invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0"));
        }
        return causes;
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }
}
