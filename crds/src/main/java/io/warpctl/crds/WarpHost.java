package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.warpctl.crds.host.HostSpec;
import io.warpctl.crds.host.WarpHostStatus;
import io.warpctl.crds.schema.Column;

/** A Docker host. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("whost")
@Categories(Warp.CATEGORY)
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "STATUS", path = ".status.conditions[?(@.type==\"Ready\")].reason")
@Column(name = "DOCKER", path = ".status.versions.docker")
@Column(name = "NODE", path = ".status.versions.node")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "OS", path = ".status.versions.os", wide = true)
@Column(name = "KERNEL", path = ".status.versions.kernel", wide = true)
@Column(name = "MESSAGE", path = ".status.conditions[?(@.type==\"Ready\")].message", wide = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpHost extends CustomResource<HostSpec, WarpHostStatus> {
    @Override
    protected HostSpec initSpec() {
        return null;
    }

    @Override
    protected WarpHostStatus initStatus() {
        return null;
    }
}
