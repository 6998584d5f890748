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
import io.warpctl.crds.environment.EnvironmentSpec;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.schema.Column;

/** Where services run and how they are reached. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("wenv")
@Categories(Warp.CATEGORY)
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "STATUS", path = ".status.conditions[?(@.type==\"Ready\")].reason")
@Column(name = "PLATFORM", path = ".spec.platform")
@Column(name = "HOSTS", path = ".status.summary")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.conditions[?(@.type==\"Ready\")].message", wide = true)
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$') && size(self.metadata.name) <= 40",
        message = "metadata.name becomes part of host names: use at most 40 of a-z, 0-9 and -, beginning with a letter")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpEnvironment extends CustomResource<EnvironmentSpec, EnvironmentStatus> implements Namespaced {
    @Override
    @Required
    public EnvironmentSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected EnvironmentSpec initSpec() {
        return null;
    }

    @Override
    protected EnvironmentStatus initStatus() {
        return null;
    }
}
