package io.warpctl.core.status;

import java.util.ArrayList;
import java.util.List;

/** The types of our conditions, and the rule that ties Progressing to kstatus. */
public final class Conditions {
    /** Every selected host serves at least one healthy block. */
    public static final String AVAILABLE = "Available";
    /** Every block runs the release assigned to it, verified through the balancer. */
    public static final String READY = "Ready";
    /** Something changes. */
    public static final String PROGRESSING = "Progressing";
    /** Less serves than should, and it does not mend by itself. */
    public static final String DEGRADED = "Degraded";
    /** The declared version was at fault and is not tried again. */
    public static final String VERSION_QUARANTINED = "VersionQuarantined";
    /** kstatus: work is under way; only there while it is. */
    public static final String RECONCILING = "Reconciling";
    /** kstatus: nothing comes forward any more; only there while that is so. */
    public static final String STALLED = "Stalled";

    private Conditions() {}

    /** All conditions, with Stalled or else Reconciling where one of them is the case. */
    static List<Condition> with(List<Condition> conditions, Condition progressing, List<Condition> stalled) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(progressing);
        if (!stalled.isEmpty()) {
            all.add(stalled.get(0));
        } else if (progressing.isTrue()) {
            all.add(Condition.of(RECONCILING, true, progressing.reason(), progressing.message()));
        }
        return all;
    }
}
