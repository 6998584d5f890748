package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What a node found on its host; the condition Ready alone is the operator's, from the host's Lease.
 *
 * @param bootId the kernel's boot
 * @param interfaces its interfaces
 * @param versions versions of what runs there
 * @param capacity what it has
 * @param conditions facts about the host
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WarpHostStatus(
        String bootId,
        @ListMap("name") List<InterfaceStatus> interfaces,
        HostVersions versions,
        HostCapacity capacity,
        @ListMap("type") List<Condition> conditions) {
    /** Before the node looked. */
    public static final WarpHostStatus EMPTY = new WarpHostStatus(null, null, null, null, null);

    public WarpHostStatus {
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
