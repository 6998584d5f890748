package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.warpctl.crds.plan.PlanSpec;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.crds.schema.Column;

/** Everything one host should run; named as its WarpHost, written by the operator, reported on by the host's node. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("wplan")
@Categories(Warp.CATEGORY)
@Column(name = "GENERATION", path = ".spec.generation", type = "integer")
@Column(name = "ACCEPTED", path = ".status.acceptedGeneration", type = "integer")
@Column(name = "EPOCH", path = ".spec.leaderEpoch", type = "integer")
@Column(name = "DOCKER", path = ".status.conditions[?(@.type==\"DockerReady\")].status")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpHostPlan extends CustomResource<PlanSpec, PlanStatus> {
    @Override
    @Required
    public PlanSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected PlanSpec initSpec() {
        return null;
    }

    @Override
    protected PlanStatus initStatus() {
        return null;
    }
}
