package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.warpctl.crds.schema.Column;
import io.warpctl.crds.service.ServiceSpec;
import io.warpctl.crds.service.ServiceStatus;

/** A service: an image in a version, in blocks, on the hosts of an environment. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("wsvc")
@Categories(Warp.CATEGORY)
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "STATUS", path = ".status.conditions[?(@.type==\"Ready\")].reason")
@Column(name = "VERSION", path = ".status.stableRelease.version")
@Column(name = "TARGET", path = ".status.targetRelease.version")
@Column(name = "BLOCKS", path = ".status.blocks")
@Column(name = "STEP", path = ".status.step")
@Column(name = "TRAFFIC", path = ".status.trafficSummary")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "ENVIRONMENT", path = ".spec.environment", wide = true)
@Column(name = "IMAGE", path = ".spec.image", wide = true)
@Column(name = "MESSAGE", path = ".status.conditions[?(@.type==\"Ready\")].message", wide = true)
@ValidationRule(
        value = "self.metadata.name != 'lb'",
        message = "metadata.name: lb is the name of the balancers themselves: choose another")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name becomes part of host names: use a-z, 0-9 and -, beginning with a letter")
@ValidationRule(
        value = "size(self.spec.environment) + size(self.metadata.name) <= 62",
        message =
                "<environment>-<service> becomes a host name's label and must have at most 63 characters: choose shorter names")
@ValidationRule(
        value =
                "!has(oldSelf.status) || !has(oldSelf.status.decision) || self.spec.environment == oldSelf.spec.environment",
        message = "spec.environment stays what it was once the service runs there: create a second service instead")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpService extends CustomResource<ServiceSpec, ServiceStatus> implements Namespaced {
    @Override
    @Required
    public ServiceSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected ServiceSpec initSpec() {
        return null;
    }

    @Override
    protected ServiceStatus initStatus() {
        return null;
    }
}
