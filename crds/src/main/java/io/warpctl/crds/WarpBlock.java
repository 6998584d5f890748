package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.warpctl.crds.block.BlockStatus;
import io.warpctl.crds.block.WarpBlockSpec;
import io.warpctl.crds.schema.Column;

/** A named, weighted slice of a service, made by the operator from the service's {@code spec.blocks}: exactly one container on every selected host. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("wblk")
@Categories(Warp.CATEGORY)
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "STATUS", path = ".status.conditions[?(@.type==\"Ready\")].reason")
@Column(name = "SERVICE", path = ".spec.service")
@Column(name = "WEIGHT", path = ".spec.weight", type = "integer")
@Column(name = "TARGET", path = ".status.targetVersion")
@Column(name = "HOSTS", path = ".status.ready")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.conditions[?(@.type==\"Ready\")].message", wide = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpBlock extends CustomResource<WarpBlockSpec, BlockStatus> implements Namespaced {
    @Override
    @Required
    public WarpBlockSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected WarpBlockSpec initSpec() {
        return null;
    }

    @Override
    protected BlockStatus initStatus() {
        return null;
    }
}
