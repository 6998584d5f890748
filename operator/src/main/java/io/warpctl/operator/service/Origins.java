package io.warpctl.operator.service;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.release.ReleaseOrigin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Who asked for a release. */
final class Origins {
    private Origins() {}

    /** The manager that last wrote the spec of the service, and the time the release is made. */
    static ReleaseOrigin of(WarpService service, Instant now) {
        List<ManagedFieldsEntry> managers = service.getMetadata().getManagedFields();
        String manager = managers == null
                ? null
                : managers.stream()
                        .filter(Origins::writesSpec)
                        .max(Comparator.comparing(
                                ManagedFieldsEntry::getTime, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .map(ManagedFieldsEntry::getManager)
                        .orElse(null);
        return new ReleaseOrigin(manager, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static boolean writesSpec(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec");
    }
}
